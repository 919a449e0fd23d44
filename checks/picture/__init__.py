"""The picture of the paper: regret in the three regimes, and as diversity fades."""
