(* The model that every theorem of this development is stated on: finite       *)
(* contexts and responses, a comparator law, pairwise feedback through a link,  *)
(* randomised on-policy learners, histories, regret, and the conditions D, SD,  *)
(* G and D_off. Definitions only; their first consequences are in Basics.v.     *)
(* Claims: none by itself; section 1 ("Objects") of the theory, in full.        *)
From mathcomp Require Import all_ssreflect all_algebra.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

(** * What is fixed and known to the learner *)

(* [p] is the law of contexts, [kappa c y] the law of the comparator when [y]  *)
(* is deployed in [c]; zero masses are allowed in both. Of the logistic link   *)
(* only the four facts listed here are ever used.                              *)
Record env (R : rcfType) := Env {
  context : finType;
  response : finType;
  some_response : response;
  p : context -> R;
  p_ge0 : forall c, 0 <= p c;
  p_sum : \sum_c p c = 1;
  kappa : context -> response -> response -> R;
  kappa_ge0 : forall c y y', 0 <= kappa c y y';
  kappa_sum : forall c y, \sum_y' kappa c y y' = 1;
  link : R -> R;
  link_gt0 : forall x, 0 < link x;
  linkN : forall x, link (- x) = 1 - link x;
  link_inj : injective link
}.

Section Objects.
Variables (R : rcfType) (E : env R).
Local Notation C := (context E).
Local Notation Y := (response E).

(* H4, full support of the context law: a hypothesis of its own. *)
Definition full_support := forall c : C, 0 < p c.

Definition reward := C -> Y -> R.
Definition policy := {ffun C -> Y}.

(* the full-support protocol *)
Definition full_comparators := forall (c : C) (y y' : Y), y' != y -> 0 < kappa c y y'.

(** * Rewards and policies *)

Definition gap (r : reward) c y y' : R := r c y - r c y'.

Definition best_in (r : reward) c y := forall y', r c y' <= r c y.
Definition optimal (r : reward) (pi : policy) := forall c, best_in r c (pi c).
(* H3 for the model [r] *)
Definition unique_optimum (r : reward) :=
  forall c y y', best_in r c y -> best_in r c y' -> y = y'.

(* the lowest-index best response *)
Definition best (r : reward) : policy := [ffun c => [arg max_(y > some_response E) r c y]%O].

(* what deploying [y] in context [c], or [pi] for one round, costs under [r] *)
Definition shortfall (r : reward) c y : R := gap r c (best r c) y.
Definition loss (r : reward) (pi : policy) : R := \sum_c p c * shortfall r c (pi c).

(** * Feedback *)

(* an outcome (c, y', z): the context, the comparator, and whether the user    *)
(* prefers the deployed response to the comparator                             *)
Definition outcome := (C * Y * bool)%type.

Definition bern (x : R) (z : bool) : R := if z then link E x else link E (- x).

Definition feedback (r : reward) (pi : policy) (o : outcome) : R :=
  let: (c, y', z) := o in bern (gap r c (pi c) y') z.

Definition exposure (pi : policy) (o : outcome) : R :=
  let: (c, y', _) := o in p c * kappa c (pi c) y'.

Definition law (r : reward) (pi : policy) (o : outcome) : R :=
  exposure pi o * feedback r pi o.

(** * Learners, histories, expectation, regret *)

(* the rounds so far, latest first: the policy deployed and what came of it *)
Definition history := seq (policy * outcome).

(* A randomised on-policy learner: given the history it draws the map from     *)
(* contexts to responses that it deploys. This is no restriction: contexts are *)
(* finite, so a learner that sees the context first and then draws a response  *)
(* is the one that draws a response for every context at once, independently.  *)
(* That the history records the whole map only gives the learner more.         *)
(* Private randomness that lasts for several rounds is covered too (Kuhn): the  *)
(* learner that draws from its conditional law given the history has the same  *)
(* law of histories.                                                           *)
Record learner := Learner {
  act :> history -> policy -> R;
  act_ge0 : forall h pi, 0 <= act h pi;
  act_sum : forall h, \sum_pi act h pi = 1
}.

(* mean of [f] over the history as it stands [n] rounds after [h], under [r] *)
Fixpoint expect (A : learner) (r : reward) (n : nat) (f : history -> R) (h : history) : R :=
  if n is n'.+1
  then \sum_pi A h pi * \sum_o law r pi o * expect A r n' f ((pi, o) :: h)
  else f h.

Definition round_regret (r : reward) (x : policy * outcome) : R :=
  let: (pi, (c, _, _)) := x in shortfall r c (pi c).

Definition regret_of (r : reward) (h : history) : R := \sum_(x <- h) round_regret r x.

(* R_T(r) *)
Definition Regret (A : learner) (r : reward) (T : nat) : R := expect A r T (regret_of r) [::].

(* rounds in which a policy that is not best on average was deployed *)
Definition mistakes (r : reward) (h : history) : nat := count (fun x => 0 < loss r x.1) h.

(** * How well a policy tells two models apart *)

Definition BC (a b : R) : R :=
  Num.sqrt (link E a * link E b) + Num.sqrt (link E (- a) * link E (- b)).

Definition rho (pi : policy) (r r' : reward) : R :=
  \sum_c p c * \sum_y' kappa c (pi c) y' * BC (gap r c (pi c) y') (gap r' c (pi c) y').

(* r ~_pi r' *)
Definition agree (pi : policy) (r r' : reward) :=
  forall c y', 0 < kappa c (pi c) y' -> gap r c (pi c) y' = gap r' c (pi c) y'.

(** * Likelihood *)

Definition lik (r : reward) (h : history) : R := \prod_(x <- h) feedback r x.1 x.2.

(* the root likelihood ratio of [r] to the truth [r'] *)
Definition ell (r r' : reward) (h : history) : R := Num.sqrt (lik r h / lik r' h).

(** * Model classes and the conditions *)

(* the models of a class, and the greedy policy pi_m of each: any best policy *)
Record class (M : Type) := Class {
  rew :> M -> reward;
  greedy : M -> policy;
  greedyP : forall m, optimal (rew m) (greedy m)
}.

Section Conditions.
Variables (M : Type) (K : class M).

Definition Delta (m theta : M) : R := loss (K theta) (greedy K m).
Definition wrong (theta m : M) : bool := 0 < Delta m theta.
Definition rho_own (m theta : M) : R := rho (greedy K m) (K m) (K theta).

Definition confusing (a b : M) := agree (greedy K a) (K a) (K b) /\ 0 < Delta a b.

Definition diverse := forall a b, agree (greedy K a) (K a) (K b) -> Delta a b = 0.

Definition diverse_at a := forall b, agree (greedy K a) (K a) (K b) -> Delta a b = 0.

Definition strongly_diverse (theta : M) :=
  forall g m, wrong theta m -> rho (greedy K g) (K m) (K theta) < 1.

Definition identifiable := forall a b,
  (forall c y y', 0 < kappa c y y' -> gap (K a) c y y' = gap (K b) c y y') -> Delta a b = 0.

(* training contexts drawn from [q], training responses from [beta] *)
Definition diverse_offline (q : C -> R) (beta : C -> Y -> R) := forall a b,
  (forall c y y', 0 < q c -> 0 < beta c y -> 0 < kappa c y y' ->
     gap (K a) c y y' = gap (K b) c y y') -> Delta a b = 0.
End Conditions.

(** * Greedy *)

Section Greedy.
Variables (M : finType) (K : class M).

Definition max_lik (m : M) (h : history) : bool := [forall m', lik (K m') h <= lik (K m) h].

(* whatever it may deploy is the greedy policy of a maximum-likelihood model:  *)
(* ties broken in any way, at random too, before the context is seen           *)
Definition greedy_learner (A : learner) :=
  forall h pi, 0 < A h pi -> exists2 m, max_lik m h & pi = greedy K m.

(* rounds in which [m] was a maximum-likelihood model and its policy was       *)
(* deployed: at least the rounds in which greedy selected [m]                  *)
Fixpoint selections (m : M) (h : history) : nat :=
  if h is x :: h' then (max_lik m h' && (x.1 == greedy K m)) + selections m h' else 0.
End Greedy.
End Objects.
