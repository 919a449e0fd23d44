"""What exploring costs: the constant of the logarithm, the explorations that attain it, and the bound on `tracking`."""
