from proofs.kernel.sources import HEADLINE, declared, load
from proofs.symbolic.catalogue import all_proofs


def test_steps_left_to_the_kernel_name_theorems_of_the_headline():
    left = [step.discharger for proof in all_proofs() for step in proof.steps]
    named = {discharger.theorem for discharger in left if getattr(discharger, "theorem", "")}
    assert named
    assert named <= set(declared(load().theories[HEADLINE]))
