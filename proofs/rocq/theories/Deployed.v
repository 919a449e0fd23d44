(* How often a policy was deployed, and what that does to a likelihood ratio:   *)
(* each deployment of pi shrinks the root ratio of r by rho_pi(r) on average    *)
(* (ell_deployed); and the argument of Ville's inequality up to a fixed round   *)
(* (expect_super_until), or by one rate whenever anything is deployed           *)
(* (ell_always).                                                                *)
(* Claims: none by itself; T3 (Convergence.v) and T22 (Nets.v) use it.          *)
From mathcomp Require Import all_ssreflect all_algebra.
From UserDiversity Require Import Model Basics Likelihood.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Section Deployed.
Variables (R : rcfType) (E : env R).
Implicit Types (pi : policy E) (h : history E) (r truth : reward E).

Definition deployed pi h : nat := count (fun x => x.1 == pi) h.

Lemma deployed_total h : (\sum_pi deployed pi h = size h)%N.
Proof.
elim: h => [|x h IH]; first by rewrite big1.
rewrite big_split /= IH (bigD1 x.1) //= eqxx big1 ?addn0 // => pi.
by rewrite eq_sym => /negPf->.
Qed.

(* every deployment of [pi] shrinks the ratio of [r] on average *)
Lemma ell_deployed (A : learner E) r truth pi n k :
  expect A truth n (fun h => ell r truth h * (k <= deployed pi h)%N%:R) [::] <= rho pi r truth ^+ k.
Proof.
pose V h := ell r truth h * rho pi r truth ^+ (k - deployed pi h).
have r0 : 0 <= rho pi r truth := rho_ge0 _ _ _.
have -> : rho pi r truth ^+ k = V [::] by rewrite /V ell_nil mul1r subn0.
apply: expect_super => [h tau _|h]; rewrite /V /=; last first.
  rewrite ler_wpmul2l ?ell_ge0 //; case: leqP => [kh|_]; last exact: exprn_ge0.
  by rewrite (eqP (_ : k - deployed pi h == 0)%N) ?subn_eq0.
under eq_bigr do rewrite mulrA; rewrite -mulr_suml L5_potential_step.
case: eqP => [->|_]; last first.
  by rewrite add0n ler_wpmul2r ?exprn_ge0 // ler_pimull ?ell_ge0 ?rho_le1.
rewrite add1n; case: (leqP k (deployed pi h)) => [kh|kh].
  have := kh; rewrite -subn_eq0 => /eqP->; have := leqW kh; rewrite -subn_eq0 => /eqP->.
  by rewrite !expr0 !mulr1 ler_pimull ?ell_ge0 ?rho_le1.
by rewrite [X in X * _]mulrC -mulrA -exprS subnSK.
Qed.

(* what lies below something that no deployed policy increases, up to round S *)
Lemma expect_super_until (A : learner E) truth (V : history E -> R) S n f h :
  (forall h pi, (size h < S)%N -> 0 < A h pi -> \sum_o law truth pi o * V ((pi, o) :: h) <= V h) ->
  (forall h, f h <= V h) -> (size h + n <= S)%N -> expect A truth n f h <= V h.
Proof.
move=> super fV; elim: n h => [|n IH] h; first by rewrite addn0.
rewrite addnS => lt; rewrite expectS -[leRHS]mul1r -(act_sum A h) mulr_suml.
apply: ler_sum => pi _.
have := act_ge0 A h pi; rewrite le_eqVlt => /predU1P[<-|a]; first by rewrite !mul0r.
rewrite ler_pmul2l //; apply: le_trans (super _ _ (leq_ltn_trans (leq_addr _ _) lt) a).
by apply: ler_sum => o _; apply: ler_wpmul2l; rewrite ?law_ge0 // IH.
Qed.

(* if every policy that is ever deployed shrinks the ratio by [rate] *)
Lemma ell_always (A : learner E) r truth rate n h : 0 <= rate ->
  (forall h pi, 0 < A h pi -> rho pi r truth <= rate) ->
  expect A truth n (ell r truth) h <= rate ^+ n * ell r truth h.
Proof.
move=> r0 le; elim: n h => [|n IH] h /=; first by rewrite mul1r.
rewrite -[leRHS]mul1r -(act_sum A h) mulr_suml; apply: ler_sum => pi _.
have := act_ge0 A h pi; rewrite le_eqVlt => /predU1P[<-|a]; first by rewrite !mul0r.
rewrite ler_pmul2l //.
apply: (@le_trans _ _ (\sum_o law truth pi o * (rate ^+ n * ell r truth ((pi, o) :: h)))).
  by apply: ler_sum => o _; apply: ler_wpmul2l; rewrite ?law_ge0.
under eq_bigr do rewrite mulrCA.
rewrite -mulr_sumr L5_potential_step exprSr -mulrA.
by rewrite ler_wpmul2l ?exprn_ge0 // ler_wpmul2r ?ell_ge0 ?(le h).
Qed.
End Deployed.
