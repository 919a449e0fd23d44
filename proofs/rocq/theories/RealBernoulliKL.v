(* The divergence of two logistic users is at most (a-b)^2/8, because the       *)
(* logistic function has slope at most 1/4.                                     *)
(* Claims: L3 (upper bound), over the real numbers; axioms: those of            *)
(* mathcomp-analysis.                                                           *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import boolp classical_sets functions reals topology normedtype derive realfun sequences exp.
From mathcomp.algebra_tactics Require Import ring.
From UserDiversity Require Import Exponential RealExponential Model Divergence BernoulliKL.
Import GRing.Theory Num.Theory Order.Theory.
Import numFieldNormedType.Exports.
Local Open Scope ring_scope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Section Real.
Variable R : realType.
Implicit Types a b t x y : R.
Local Notation sigma := (logistic (@expR R)).
Let laws := real_exp_laws R.

(* a function with derivative at least 0 does not decrease *)
Lemma derivative_ge0 (f df : R -> R) x y : x <= y -> (forall t, is_derive t 1 f (df t)) ->
  (forall t, x <= t -> t <= y -> 0 <= df t) -> f x <= f y.
Proof.
move=> xy D pos; rewrite -subr_ge0.
have cont : {within `[x, y], continuous f}%classic.
  apply: continuous_subspaceT => z; apply: differentiable_continuous.
  by apply/derivable1_diffP; case: (D z).
have [c cI ->] := MVT_segment xy (fun z _ => D z) cont.
move: cI; rewrite in_itv /= => /andP[xc cy].
by rewrite mulr_ge0 ?subr_ge0 // pos.
Qed.

Lemma derive_logistic t : is_derive t 1 sigma (sigma t * (1 - sigma t)).
Proof.
have e0 : 1 + expR (- t) != 0 by rewrite gt_eqF // (logistic_den laws).
have d1 : is_derive t 1 (expR \o -%R) (expR (- t) * (- 1)) by apply: is_derive1_comp.
have d2 : is_derive t 1 (fun y : R => 1 + expR (- y)) (0 + expR (- t) * (- 1)).
  exact: is_deriveD (is_derive_cst _ _ _) d1.
have d3 := is_deriveV (f := fun y : R => 1 + expR (- y)) (x := t) e0 d2.
apply: is_derive_eq d3 _; rewrite /logistic /GRing.scale /= add0r mulrN1 mulrNN.
move: (expR (- t)) e0 => u u0. by field.
Qed.

Lemma derive_log_partition t : is_derive t 1 (fun y => ln (1 + expR y)) (sigma t).
Proof.
have e0 : 0 < 1 + expR t := logistic_den laws t.
have d2 : is_derive t 1 (fun y : R => 1 + expR y) (0 + expR t).
  exact: is_deriveD (is_derive_cst _ _ _) (is_derive_expR t).
have d3 := is_derive1_comp (f := @ln R) (g := fun y : R => 1 + expR y) (is_derive1_ln e0) d2.
apply: is_derive_eq d3 _; rewrite add0r /logistic expRN.
by field; rewrite gt_eqF ?expR_gt0 //= addrC gt_eqF.
Qed.

Lemma logistic_slope x y : x <= y -> sigma y - sigma x <= (y - x) / 4%:R.
Proof.
move=> xy; rewrite -subr_ge0.
pose f t := t / 4%:R - sigma t.
have D t : is_derive t 1 f (1 / 4%:R - sigma t * (1 - sigma t)).
  have d1 : is_derive t 1 (fun t : R => t / 4%:R) (1 / 4%:R).
    have -> : (fun t : R => t / 4%:R) = 4%:R^-1 \*: (@id R) by apply/funext => z; rewrite /= mulrC.
    by apply: is_derive_eq; rewrite /GRing.scale /= mulrC.
  exact: is_deriveB d1 (derive_logistic t).
have -> : (y - x) / 4%:R - (sigma y - sigma x) = f y - f x by rewrite /f; ring.
rewrite subr_ge0; apply: (derivative_ge0 xy D) => t _ _.
have -> : 1 / 4%:R - sigma t * (1 - sigma t) = (sigma t - 1 / 2%:R) ^+ 2 by field.
exact: sqr_ge0.
Qed.

Variable E : env R.
Hypothesis H5 : link E =1 sigma.

Theorem L3_le a b : kl E (@ln R) a b <= (a - b) ^+ 2 / 8%:R.
Proof.
rewrite (L3_closed_form laws H5) -subr_ge0.
pose f t := (t - a) ^+ 2 / 8%:R - sigma a * (a - t) - ln (1 + expR t).
pose df t := (t - a) / 4%:R + sigma a - sigma t.
have D t : is_derive t 1 f (df t).
  pose q t := (t - a) ^+ 2 / 8%:R - sigma a * (a - t).
  have dq : is_derive t 1 q ((t - a) / 4%:R + sigma a).
    have -> : q = (8%:R^-1 \*: ((@id R) ^+ 2) + ((sigma a - a / 4%:R) \*: (@id R) + cst (a ^+ 2 / 8%:R - sigma a * a))).
      by apply/funext => z; rewrite /q !fctE /= /GRing.scale /=; field.
    apply: is_derive_eq.
    by rewrite /GRing.scale /= !mulr1 addr0; field.
  have -> : df t = (t - a) / 4%:R + sigma a - sigma t by [].
  exact: is_deriveB dq (derive_log_partition t).
have fa : f a = - ln (1 + expR a) by rewrite /f subrr expr0n /= mul0r mulr0 !sub0r oppr0 add0r.
have -> : (a - b) ^+ 2 / 8%:R - (sigma a * (a - b) - ln (1 + expR a) + ln (1 + expR b)) = f b - f a.
  by rewrite fa /f; ring.
rewrite subr_ge0; case: (lerP a b) => [ab|/ltW ba].
  apply: (derivative_ge0 ab D) => t at_ _.
  have := logistic_slope at_; rewrite -subr_ge0 /df.
  suff -> : (t - a) / 4%:R - (sigma t - sigma a) = (t - a) / 4%:R + sigma a - sigma t by [].
  by ring.
have D' t : is_derive t 1 (- f) (- df t) by apply: is_deriveN.
rewrite -ler_opp2; apply: (derivative_ge0 ba D') => t _ ta.
rewrite /df opprB; have := logistic_slope ta; rewrite -subr_ge0.
suff -> : (a - t) / 4%:R - (sigma a - sigma t) = sigma t - ((t - a) / 4%:R + sigma a) by [].
by ring.
Qed.
End Real.
