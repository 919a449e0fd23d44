(* The theorems about exp and ln, over the real numbers: their hypotheses are   *)
(* discharged here, none is left but those of the theory.                       *)
(* Claims: L1, L2, T6, T7, T9; axioms: the three of                             *)
(* mathcomp-analysis (propositional and functional extensionality, choice).     *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import reals sequences exp.
From UserDiversity Require Import Exponential RealExponential Bhattacharyya Model Basics LogisticLink.
From UserDiversity Require Import Divergence Necessity LowerBounds Trichotomy.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Section Reals.
Variable R : realType.
Local Notation expR := (@expR R).
Local Notation ln := (@ln R).
Local Notation cosh := (cosh expR).
Local Notation sinh := (sinh expR).
Let laws := real_exp_laws R.

Lemma archimedean_reals (x : R) : exists n : nat, x <= n%:R.
Proof.
case: (lerP 0 x) => [x0|/ltW x0]; last by exists 0%N.
by exists (Num.bound x); apply/ltW/archi_boundP.
Qed.

(** * L1, L2: the affinity of two logistic users *)

Section Users.
Variable E : env R.
Hypothesis H5 : link E =1 logistic expR.

Theorem L1_real (a b : R) :
  [/\ BC E a b = (Num.sqrt (1 + sinh ((a - b) / 4%:R) ^+ 2 / cosh ((a + b) / 4%:R) ^+ 2))^-1,
      cosh ((a + b) / 4%:R) ^+ 2 + sinh ((a - b) / 4%:R) ^+ 2 = cosh (a / 2%:R) * cosh (b / 2%:R),
      BC E a b <= 1 &
      BC E a b = 1 <-> a = b].
Proof.
rewrite (BC_logistic H5); split;
  [exact: L1_closed_form laws _ _ | exact: L1_cosh laws _ _ | exact: L1_le1 laws _ _ | exact: L1_eq1 laws _ _].
Qed.

Theorem L2_real (a b B : R) : `|a| <= B -> `|b| <= B ->
  [/\ (1 - BC E a b ^+ 2) / 2%:R <= 1 - BC E a b,
      (1 - BC E a b ^+ 2) / 2%:R
        = sinh ((a - b) / 4%:R) ^+ 2 / (cosh (a / 2%:R) * cosh (b / 2%:R)) / 2%:R &
      (a - b) ^+ 2 / (32%:R * cosh (B / 2%:R) ^+ 2) <= 1 - BC E a b].
Proof.
move=> aB bB; rewrite (BC_logistic H5); split; first exact: half_one_sub_sqr.
  by rewrite (one_sub_BC_sqr laws).
exact: (L2_quadratic laws (@real_sinh_ge R)).
Qed.
End Users.

Section Models.
Variable E : env R.
Implicit Types (a b : reward E) (pi : policy E) (A : learner E).

(** * T6, T7 for a confusing pair *)

Section Pair.
Variables (a b : reward E) (pi : policy E).
Hypothesis a_best : optimal a pi.
Hypothesis a_unique : unique_optimum a.
Hypothesis hidden : agree pi a b.
Variables (c0 : context E) (da db : R).
Hypothesis da_gt0 : 0 < da.
Hypothesis db_gt0 : 0 < db.
Hypothesis daP : forall y, y != pi c0 -> da <= gap a c0 (pi c0) y.
Hypothesis dbP : db <= shortfall b c0 (pi c0).
Local Notation K := (exchange_rate ln a b pi).
Let rate := exchange_rate_bound ln b a_unique a_best.
Let K0 := exchange_rate_ge0 ln a b pi.

Theorem T6_real A T :
  p c0 * (\sum_(t < T) (1 - Num.sqrt (1 - expR (- (K * Regret A a t)))))
    <= Regret A a T / da + Regret A b T / db /\
  p c0 / 2%:R * (\sum_(t < T) expR (- (K * Regret A a t)))
    <= Regret A a T / da + Regret A b T / db.
Proof.
have [sharp half] := T6_two_point laws A a_best hidden rate K0 da_gt0 db_gt0 daP dbP T.
split=> //; apply: le_trans sharp; apply: le_trans half.
by rewrite /half_sum mulrAC -mulrA.
Qed.

Local Notation delta := ((da^-1 + db^-1)^-1).
Local Notation worst A T := (Num.max (Regret A a T) (Regret A b T)).

Theorem T7_real A T :
  [/\ p c0 * delta * T%:R / 2%:R <= worst A T * expR (K * worst A T),
      p c0 * delta * T%:R * (1 - Num.sqrt (1 - expR (- (K * worst A T)))) <= worst A T &
      K = 0 -> p c0 * delta * T%:R <= worst A T].
Proof.
split.
- exact: (T7_logarithmic laws A a_best hidden rate K0 da_gt0 db_gt0 daP dbP T).
- exact: (T7_sharp laws A a_best hidden rate K0 da_gt0 db_gt0 daP dbP T).
- exact: (T7_linear laws A a_best hidden rate K0 da_gt0 db_gt0 daP dbP T).
Qed.

End Pair.

Section Class.
Variables (M : finType) (K : class E M).
Hypothesis H3 : forall m, unique_optimum (K m).

(** * T9 *)

Theorem T9_real (m0 : M) : full_support E ->
  [/\ diverse K <-> bounded_regret K,
      identifiable K /\ ~ diverse K <-> at_most_logarithmic K ln /\ at_least_logarithmic K ln,
      ~ identifiable K <-> at_least_linear K &
      at_most_linear K].
Proof. exact: (T9_trichotomy laws archimedean_reals m0 H3). Qed.

End Class.
End Models.
End Reals.
