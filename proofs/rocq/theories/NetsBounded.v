(* T22, summed over the rounds: with eps below ln(1/rhohat)/J and ln(1/rhostar)  *)
(* the chance of a wrong policy decays exponentially, so greedy's regret on a    *)
(* class with nets is bounded whatever the horizon (T22_bounded); and with one   *)
(* rate rhobar under every policy the mean number of wrong rounds is at most     *)
(* 2 ln N/ln(1/rhobar), rounded up, plus 1/(1 - sqrt rhobar) (T22_count).        *)
(* Claims: T22. Logistic link; exp and ln with the laws of Exponential.v.        *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From UserDiversity Require Import Exponential Model Basics Likelihood Deployed LogisticLink Strong LastMistake Nets.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Section Bounded.
Variables (R : rcfType) (E : env R) (exp ln : R -> R).
Hypothesis laws : exp_laws exp ln.
Hypothesis H5 : link E =1 logistic exp.
Variables (M : Type) (K : M -> reward E) (theta : M) (pi0 : policy E) (A : learner E).
Implicit Types (pi : policy E) (h : history E) (m : M).
Hypothesis greedyA : cell_greedy K A.
Variables (eps : R) (card : policy E -> nat) (net : forall pi, 'I_(card pi) -> M).
Hypothesis eps_ge0 : 0 <= eps.
Hypothesis inside : forall pi i, pi != pi0 -> optimal (K (@net pi i)) pi.
Hypothesis covers : forall pi m, pi != pi0 -> optimal (K m) pi -> exists i, near eps (K m) (K (@net pi i)).

Local Notation N := (\sum_(pi | pi != pi0) card pi)%N.
Local Notation J := #|[pred pi | (pi != pi0) && (0 < card pi)%N]|.
Local Notation cost S := (exp (S%:R * (eps / 2%:R))).
Local Notation wrongs := (fun h : history E => (count (fun x => x.1 != pi0) h)%:R).

(* the mean number of wrong rounds *)
Lemma wrongs_sum T : expect A (K theta) T wrongs [::]
  = \sum_(t < T) expect A (K theta) t (next_wrong pi0 A) [::].
Proof.
elim: T => [|T IH]; first by rewrite big_ord0.
rewrite big_ord_recr -IH expectSr /= -expectD; apply: expect_eq => h /=.
rewrite -[X in X + _]mul1r -[X in X * _ + _](act_sum A h) mulr_suml -big_split /=; apply: eq_bigr => pi _.
rewrite -mulrDr; congr (_ * _); rewrite natrD addrC.
by rewrite -mulr_suml law_sum mul1r.
Qed.

(* every wrong round costs at most the largest loss *)
Lemma regret_wrongs (Dmax : R) T : optimal (K theta) pi0 -> (forall pi, loss (K theta) pi <= Dmax) ->
  Regret A (K theta) T <= Dmax * expect A (K theta) T wrongs [::].
Proof.
move=> opt le; rewrite wrongs_sum Regret_sum mulr_sumr; apply: ler_sum => t _.
rewrite -expectZ; apply: expect_le => h; rewrite /next_wrong mulr_sumr; apply: ler_sum => pi _.
rewrite mulrCA ler_wpmul2l ?act_ge0 //; case: eqP => [->|_] /=; last by rewrite mulr1.
by rewrite (loss_optimal opt) mulr0.
Qed.

Section TwoRates.
Variables rhohat rhostar : R.
Hypothesis rhohat_ge0 : 0 <= rhohat.
Hypothesis rhostar_ge0 : 0 <= rhostar.
Hypothesis rates : forall pi m, pi != pi0 -> optimal (K m) pi ->
  rho pi (K m) (K theta) <= rhohat /\ rho pi0 (K m) (K theta) <= rhostar.
Local Notation u := (exp (J%:R * eps) * rhohat).
Local Notation w := (exp eps * rhostar).
Hypothesis u_lt1 : u < 1.
Hypothesis w_lt1 : w < 1.

Lemma round_cost s : (0 < J)%N ->
  cost s * (rhohat ^+ (s %/ (2 * J)) + rhostar ^+ uphalf s)
  <= exp (J%:R * eps) * u ^+ (s %/ (2 * J)) + w ^+ (s.+1 %/ 2).
Proof.
move=> J0; have two : (2%:R : R) != 0 by rewrite pnatr_eq0.
have half k : (s <= 2 * k)%N -> cost s <= exp eps ^+ k.
  move=> sk; rewrite -(exp_natmul laws) (ler_exp laws).
  have -> : k%:R * eps = (2 * k)%:R * (eps / 2%:R) by rewrite natrM; field.
  by rewrite ler_wpmul2r ?divr_ge0 ?ler0n // ler_nat.
rewrite mulrDr; apply: ler_add; last first.
  have -> : uphalf s = (s.+1 %/ 2)%N by rewrite divn2.
  rewrite exprMn ler_wpmul2r ?exprn_ge0 // half //.
  by have := ltn_ceil s.+1 (isT : 0 < 2)%N; rewrite mulSn [(_ * 2)%N]mulnC add2n !ltnS.
rewrite exprMn [leRHS]mulrA ler_wpmul2r ?exprn_ge0 // -exprS.
apply: le_trans (half (J * (s %/ (2 * J)).+1)%N _) _.
  by rewrite mulnA mulnC ltnW // ltn_ceil // muln_gt0.
by rewrite exprM -(exp_natmul laws).
Qed.

Theorem T22_wrongs T : expect A (K theta) T wrongs [::]
  <= N%:R * (exp (J%:R * eps) * ((2 * J)%:R / (1 - u)) + 2%:R / (1 - w)).
Proof.
have u01 : 0 <= u < 1 by rewrite u_lt1 mulr_ge0 ?(exp_ge0 laws).
have w01 : 0 <= w < 1 by rewrite w_lt1 mulr_ge0 ?(exp_ge0 laws).
rewrite wrongs_sum; have [J0|J0] := posnP J.
  have N0 : N = 0%N.
    apply: big1 => pi ne; apply/eqP; rewrite -leqn0 leqNgt; apply/negP => c0.
    by have := card0_eq J0 pi; rewrite !inE ne c0.
  rewrite N0 mul0r -oppr_ge0 -sumrN; apply: sumr_ge0 => t _; rewrite oppr_ge0; apply: le_trans (T22_round laws H5 greedyA eps_ge0 inside covers rhohat_ge0 rates t) _.
  by rewrite N0 !mul0r.
apply: (@le_trans _ _ (\sum_(t < T) N%:R * (exp (J%:R * eps) * u ^+ (t %/ (2 * J)) + w ^+ (t.+1 %/ 2)))).
  apply: ler_sum => t _; apply: le_trans (T22_round laws H5 greedyA eps_ge0 inside covers rhohat_ge0 rates t) _.
  by rewrite -mulrA ler_wpmul2l ?ler0n // round_cost.
rewrite -mulr_sumr ler_wpmul2l ?ler0n // big_split /= -mulr_sumr; apply: ler_add.
  by rewrite ler_wpmul2l ?(exp_ge0 laws) // block_sum // muln_gt0.
have := block_tail w01 1 T (isT : (0 < 2)%N); rewrite expr0 mulr1.
by rewrite big_add1 add1n /= big_mkord.
Qed.

Theorem T22_bounded (Dmax : R) T : optimal (K theta) pi0 -> (forall pi, loss (K theta) pi <= Dmax) ->
  Regret A (K theta) T <= Dmax * (N%:R * (exp (J%:R * eps) * ((2 * J)%:R / (1 - u)) + 2%:R / (1 - w))).
Proof.
move=> opt le; have D0 : 0 <= Dmax by apply: le_trans (loss_ge0 _ pi0) (le pi0).
exact: le_trans (regret_wrongs T opt le) (ler_wpmul2l D0 (T22_wrongs T)).
Qed.
End TwoRates.

Theorem T22_count rhobar n0 T : 0 < rhobar < 1 ->
  (forall pi pi' m m', pi != pi0 -> optimal (K m) pi -> optimal (K m') pi' -> rho pi' (K m) (K theta) <= rhobar) ->
  eps = ln rhobar^-1 -> (0 < N)%N -> 2%:R * ln N%:R / ln rhobar^-1 <= n0%:R ->
  expect A (K theta) T wrongs [::] <= n0%:R + (1 - Num.sqrt rhobar)^-1.
Proof.
move=> /andP[r0 r1] rate epsE N0 enough; rewrite wrongs_sum.
have x0 : 0 < Num.sqrt rhobar by rewrite sqrtr_gt0.
have x1 : Num.sqrt rhobar < 1 by rewrite -sqrtr1 ltr_sqrt ?ltr01.
have root : exp (eps / 2%:R) * rhobar = Num.sqrt rhobar.
  have e0 := exp_gt0 laws (eps / 2%:R).
  rewrite -[LHS]ger0_norm ?mulr_ge0 ?(ltW e0) ?(ltW r0) // -sqrtr_sqr exprMn (exp_half laws) epsE.
  by rewrite (exp_ln laws) ?invr_gt0 // expr2 mulrA mulVf ?gt_eqF // mul1r.
have L0 : 0 < ln rhobar^-1 by rewrite -(ln1 laws) (ltr_ln laws) ?ltr01 ?invr_gt0 // invf_gt1.
apply: (cut_geometric_le (w := N%:R) (x := Num.sqrt rhobar) (f := fun t => expect A (K theta) t (next_wrong pi0 A) [::])).
- by rewrite (ltW x0) x1.
- have n1 : 0 < N%:R :> R by rewrite ltr0n.
  have -> : Num.sqrt rhobar ^+ n0 = exp (- (n0%:R * (ln rhobar^-1 / 2%:R))).
    rewrite -mulrN (exp_natmul laws); congr (_ ^+ _).
    by rewrite -root epsE (lnV laws) // mulNr opprK -{2}(exp_ln laws r0) -(exp_add laws); congr exp; field.
  rewrite -{1}(exp_ln laws n1) -(exp_add laws) (exp_le1 laws) // subr_le0.
  by move: enough; rewrite ler_pdivr_mulr // mulrA ler_pdivl_mulr ?ltr0n // mulrC.
- move=> t; rewrite -[leRHS](expect_const A (K theta) t 1 [::]).
  by apply: expect_le => h; apply: next_wrong_le1.
move=> t; have := T22_round_strong laws H5 greedyA eps_ge0 inside covers t (ltW r0) rate.
by rewrite le_minr => /andP[_]; rewrite (exp_natmul laws) -mulrA -exprMn root.
Qed.
End Bounded.
