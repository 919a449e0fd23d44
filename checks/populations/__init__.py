"""Random instances for the checks: plain functions of a source of choices, so that a draw costs what it builds."""
