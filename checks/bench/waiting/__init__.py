"""What people wait for, measured here and in another checkout of the project in turn."""
