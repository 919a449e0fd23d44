from proofs.kernel.sources import Sources, bare, declared, imports, sentences


def test_comments_and_strings_are_no_text():
    assert bare('x (* "*)" (* y *) *) z').split() == ["x", "z"]
    text = 'Check "a. b". (* c. *)\n- by []. Qed.'
    assert list(sentences(text)) == ['Check ""', "by []", "Qed"]
    assert list(sentences(text, strings=True)) == ['Check "a. b"', "by []", "Qed"]


def test_commands_about_commands_are_no_commands():
    text = 'Time End S. Timeout 3 Fail Time Axiom a : b. #[local] Redirect "f. g" Print c. { Succeed Qed. }'
    assert list(sentences(text)) == ["End S", "Axiom a : b", "Print c", "Qed"]


def test_imports_are_those_of_the_development():
    texts = {
        "A": "",
        "B": "",
        "C": "From UserDiversity Require Import A. Require UserDiversity.B.\nFrom mathcomp Require D.",
    }
    assert imports(Sources("", texts), "C") == ("A", "B")
    assert bare("open (* for ever") == "open "


def test_names_are_read_in_order():
    text = "Theorem b : True. Proof. exact I. Qed. (* Theorem no : False. *) Theorem a : True.\nPrint Assumptions a."
    assert declared(text) == ["b", "a"]


def test_the_digest_sees_every_file():
    digests = {
        sources.digest
        for sources in (
            Sources("", {"A": ""}),
            Sources("", {"B": ""}),
            Sources("", {"A": "x"}),
            Sources("x", {"A": ""}),
            Sources("", {"A": "", "B": ""}),
        )
    }
    assert len(digests) == 5
