"""Learners on a polytope of linear rewards, enumerated: by one number where that is enough, by counts elsewhere."""
