"""What plans and loops share: tables of an instance, limits, random streams, intervals."""
