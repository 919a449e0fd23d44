"""The picture of a polytope: its cells, what they expose and hide, and regret as truths approach a boundary."""
