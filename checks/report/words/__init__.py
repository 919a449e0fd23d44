"""The notation, the model and the limits in words and formulas."""
