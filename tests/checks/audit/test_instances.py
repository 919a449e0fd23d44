import json

import pytest

from checks.audit.instances import COUNTRIES, document, path
from checks.data import FOLDER
from theory.files.instance_file import loads


@pytest.mark.parametrize("country", COUNTRIES)
def test_the_committed_instance_is_the_one_that_is_built(country):
    assert json.loads(path(country).read_text(encoding="utf-8")) == document(country)


@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.slow
def test_every_buyer_has_one_best_car_and_not_all_the_same(country):
    instance = loads(json.dumps(document(country)))
    best = set()
    for context in instance.contexts:
        head = instance.models.user_heads[context.user]
        rewards = [
            sum(w * f for w, f in zip(head, car, strict=True)) for car in instance.models.features[context.prompt]
        ]
        assert sorted(rewards)[-1] > sorted(rewards)[-2]
        best.add((context.prompt, rewards.index(max(rewards))))
    assert len(best) > 3


def test_every_folder_of_data_has_its_licence_and_provenance():
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    for folder in ("cars", "polis", "d3code"):
        assert (FOLDER / folder / "LICENSE.md").is_file()
        assert f"`{folder}/`" in readme
