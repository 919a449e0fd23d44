"""What holds of every learner."""

from checks.learners import NAMES, load


def test_every_name_is_its_module_and_says_what_it_does() -> None:
    for name in NAMES:
        learner = load(name)
        assert learner.name == name and learner.summary
        assert learner.plan is not None or learner.compiled is not None
