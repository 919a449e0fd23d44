"""The compiled loops and the random numbers inside them."""
