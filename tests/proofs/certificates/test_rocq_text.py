from proofs.certificates import rocq_text


def test_names_cannot_leave_a_comment() -> None:
    written = rocq_text.comment('end *) Axiom x : False. (* "open\nline')
    assert written.count("(*") == 1 and written.count("*)") == 1 and '"' not in written
    assert written.endswith("*)")


def test_long_terms_are_broken_between_numbers() -> None:
    text = rocq_text.wrapped(rocq_text.row(tuple(range(-200, 200))))
    assert max(map(len, text.splitlines())) <= 110
    assert " ".join(text.split()) == rocq_text.row(tuple(range(-200, 200)))


def test_names_are_numbered_a_few_to_a_comment() -> None:
    comments = rocq_text.numbered("models", [f"m{i}" for i in range(45)])
    assert len(comments) == 3 and comments[2].startswith("(* models: 40 m40; 41 m41")
