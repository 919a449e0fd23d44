(* What a certificate of one instance states and how it is proved: the instance *)
(* over the real numbers with Bradley-Terry feedback, and for each verdict the  *)
(* theorem that turns a computation into it.                                    *)
(* Claims: none by itself; certificates of D, T1, T7, T15 and T23 for one       *)
(* instance rest on it. Axioms: those of mathcomp-analysis.                     *)
(*   users R ok             who asks, and what they are shown                   *)
(*   beliefs R ok           the models, each with its first best responses      *)
(*   linear_beliefs R ok H  all linear rewards over the heads H                 *)
From Coq Require Import ZArith.
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import reals sequences exp.
From UserDiversity Require Import Exponential RealExponential Model Basics.
From UserDiversity Require Export CertificateNumbers CertificateInstance.
From UserDiversity Require Export CertificateGreedy CertificateLower CertificateSpan.
From UserDiversity Require Export CertificateRegion CertificateClass.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Section Certificate.
Variables (R : realType) (I : data).
Hypothesis ok : valid I.
Let laws := real_exp_laws R.

Definition users : env R := env_of (logistic_gt0 laws) (logisticN laws) (logistic_inj laws) ok.
Definition beliefs : class users [finType of 'I_(models I)] :=
  class_of (logistic_gt0 laws) (logisticN laws) (logistic_inj laws) ok.
Local Notation worst A a b T := (Num.max (Regret A (beliefs a) T) (Regret A (beliefs b) T)).

Theorem certified_diverse : diverseZ I -> diverse beliefs.
Proof. exact: diverse_sound. Qed.

Theorem certified_confusing (a b : 'I_(models I)) : confusingZ I a b -> confusing beliefs a b.
Proof. by move=> hidden; apply: confusing_sound hidden. Qed.

Theorem certified_not_diverse (a b : 'I_(models I)) : confusingZ I a b -> ~ diverse beliefs.
Proof. by move=> hidden; apply: not_diverse_sound hidden. Qed.

Theorem certified_unique (a : 'I_(models I)) : uniqueZ I a -> unique_optimum (beliefs a).
Proof. exact: unique_sound. Qed.

Theorem certified_greedy (theta : 'I_(models I)) shares n d : boundedZ I theta shares n d ->
  forall A, greedy_learner beliefs A -> forall T, Regret A (beliefs theta) T <= fraction n d.
Proof. exact: bounded_sound. Qed.

Section Pair.
Variables (a b : 'I_(models I)) (c : 'I_(contexts I)) (da db xn xd : Z).
Hypothesis hidden : confusingZ I a b.
Hypothesis stakes : stakesZ I a b c da db xn xd.

Theorem certified_logarithmic kn kd : rateZ I a b kn kd -> forall (A : learner users) T,
  fraction xn xd * T%:R / 2%:R <= worst A a b T * expR (fraction kn kd * worst A a b T).
Proof. by move=> rate A T; apply: (logarithmic_sound hidden stakes rate). Qed.

Theorem certified_logarithm kn kd : rateZ I a b kn kd -> Z.ltb Z0 kn -> Z.ltb Z0 xn ->
  forall (A : learner users) T, (0 < T)%N ->
  ln (fraction kn kd * fraction xn xd / 2%:R * T%:R) / (2%:R * fraction kn kd) <= worst A a b T.
Proof. by move=> rate kn0 xn0 A T; apply: (logarithm_sound hidden stakes rate). Qed.

Theorem certified_linear kd : rateZ I a b Z0 kd -> forall (A : learner users) T,
  fraction xn xd * T%:R <= worst A a b T.
Proof. by move=> rate A T; apply: (linear_sound hidden stakes rate). Qed.
End Pair.

Section Linear.
Variable H : heads.
Hypothesis okH : valid_heads I H.

Definition linear_beliefs : class users 'rV[R]_(dimension H) :=
  linear_class (logistic_gt0 laws) (logisticN laws) (logistic_inj laws) ok H.

Theorem certified_spanning u theta basis combinations : spanningZ I H u theta basis combinations ->
  diverse_at linear_beliefs (vector R H u theta).
Proof. by move=> spans; apply: spanning_diverse spans. Qed.

Theorem certified_hidden_alternative u theta lam : hidden_alternativeZ I H u theta lam ->
  confusing linear_beliefs (vector R H u theta) (vector R H u lam).
Proof. by move=> hidden; apply: hidden_alternative_sound hidden. Qed.

Theorem certified_not_diverse_at u theta lam : hidden_alternativeZ I H u theta lam ->
  ~ diverse_at linear_beliefs (vector R H u theta).
Proof. by move=> /certified_hidden_alternative[ag w] D; move: w; rewrite (D _ ag) ltxx. Qed.

Theorem certified_member (m : 'I_(models I)) cu ineqs u v : memberZ I H m cu ineqs u v ->
  inside cu ineqs (vector R H u v) /\
  forall c y, beliefs m c y = linear_beliefs (vector R H u v) c y.
Proof. by move=> is_member; apply: member_sound okH _ _ _ _ _ is_member. Qed.

Theorem certified_unconfused cu ineqs cuts keeps : Z.ltb Z0 cu -> unconfusedZ I H ineqs cuts keeps ->
  forall a, inside cu ineqs a -> unique_optimum (linear_beliefs a : reward users) ->
  forall b, inside cu ineqs b -> ~ confusing linear_beliefs a b.
Proof.
move=> cuZ none a a_in unique b b_in [ag w]; move: w.
by rewrite (unconfused_sound okH cuZ none a_in unique b_in ag) ltxx.
Qed.
End Linear.
End Certificate.
