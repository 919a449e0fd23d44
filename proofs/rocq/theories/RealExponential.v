(* The exponential and the logarithm of the real numbers satisfy the four laws  *)
(* of Exponential.v; and sinh x >= x for x >= 0, which L2 needs.                *)
(* Claims: none by itself; it turns every theorem about exp and ln into one     *)
(* about the reals (axioms: those of mathcomp-analysis).                        *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import boolp classical_sets functions reals topology normedtype derive realfun sequences exp.
From mathcomp.algebra_tactics Require Import ring.
From UserDiversity Require Import Exponential.
Import GRing.Theory Num.Theory Order.Theory.
Import numFieldNormedType.Exports.
Local Open Scope ring_scope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Section Real.
Variable R : realType.
Implicit Types x y : R.

Lemma real_exp_ge1D x : 1 + x <= expR x.
Proof.
case: (lerP 0 x) => [|x0]; first exact: expR_ge1Dx.
have cont : {within `[x, 0], continuous (@expR R)}%classic.
  by apply: continuous_subspaceT => z; apply: continuous_expR.
have [c cI] := MVT x0 (fun z _ => is_derive_expR z) cont.
rewrite expR0 sub0r mulrN => E.
have c1 : expR c <= 1 by rewrite -expR0 ler_expR; move: cI; rewrite in_itv /= => /andP[_ /ltW].
rewrite -(ler_add2r (- expR x - x)).
have -> : 1 + x + (- expR x - x) = 1 - expR x by ring.
have -> : expR x + (- expR x - x) = - x by ring.
by rewrite E -mulrN ler_pimull // oppr_ge0 ltW.
Qed.

Theorem real_exp_laws : exp_laws (@expR R) (@ln R).
Proof.
split; [exact: expRD | exact: real_exp_ge1D | exact: expR_gt0 |].
by move=> x x0; apply: lnK.
Qed.

Lemma real_sinh_ge x : 0 <= x -> x <= (expR x - expR (- x)) / 2%:R.
Proof.
move=> x0; rewrite ler_pdivl_mulr ?ltr0n // -subr_ge0.
pose f y := expR y - expR (- y) - y * 2%:R.
pose df y := expR y + expR (- y) - 2%:R.
have D y : is_derive y 1 f (df y).
  rewrite /f /df.
  have d1 : is_derive y 1 (expR \o -%R) (expR (- y) * (- 1)) by apply: is_derive1_comp.
  have d2 : is_derive y 1 (fun y => y * 2%:R : R) 2%:R.
    have -> : (fun y : R => y * 2%:R : R) = 2%:R \*: (@id R).
      by apply/funext => z; rewrite /= mulrC.
    by apply: is_derive_eq; rewrite /GRing.scale /= mulr1.
  have d3 := is_deriveB (is_derive_expR y) d1.
  have d4 := is_deriveB d3 d2.
  by apply: is_derive_eq; rewrite mulrN1 opprK.
have cont : {within `[0, x], continuous f}%classic.
  apply: continuous_subspaceT => z.
  apply: differentiable_continuous.
  by apply/derivable1_diffP; case: (D z).
have [c _] := MVT_segment x0 (fun z _ => D z) cont.
rewrite /f /df oppr0 mul0r subrr !subr0 => ->; apply: mulr_ge0; last by rewrite addr0.
rewrite expRN; set e := expR c.
have e0 : 0 < e by apply: expR_gt0.
have -> : e + e^-1 - 2%:R = (e - 1) ^+ 2 / e by field; rewrite gt_eqF.
by rewrite divr_ge0 ?sqr_ge0 ?ltW.
Qed.

End Real.
