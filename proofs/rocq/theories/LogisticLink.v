(* H5, Bradley-Terry feedback: the logistic function is a link, and with it the *)
(* affinity of two users is the one of L1 and L2.                               *)
(* Claims: none by itself; it joins Model.v and Bhattacharyya.v.                *)
From mathcomp Require Import all_ssreflect all_algebra.
From UserDiversity Require Import Exponential Bhattacharyya Model.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Section LogisticLink.
Variables (R : rcfType) (exp ln : R -> R).
Hypothesis laws : exp_laws exp ln.

(* any environment with its link replaced by the logistic function *)
Definition logistic_env (E : env R) : env R :=
  Env (some_response E) (@p_ge0 _ E) (p_sum E) (@kappa_ge0 _ E) (@kappa_sum _ E)
      (logistic_gt0 laws) (logisticN laws) (logistic_inj laws).

Lemma logistic_envE E : link (logistic_env E) =1 logistic exp.
Proof. by []. Qed.

Lemma BC_logistic (E : env R) : link E =1 logistic exp -> BC E =2 logistic_BC exp.
Proof. by move=> H5 a b; rewrite /BC /logistic_BC !H5. Qed.
End LogisticLink.
