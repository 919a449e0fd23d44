"""What is claimed: exact objects and statements."""
