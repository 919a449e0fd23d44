"""Steps and statements of a proof, their normal forms and the solver that decides them."""
