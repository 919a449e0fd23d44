"""Workers, journals, interrupts and output files."""
