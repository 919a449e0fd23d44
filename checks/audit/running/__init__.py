"""An audit while it runs: its budget, how far it got, and the fits it keeps."""
