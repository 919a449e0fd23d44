"""What the review shows and need not compute each time: it depends on nothing but code, shipped data and a seed."""
