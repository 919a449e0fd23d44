(* Greedy learns and then is done. T3 turned into what it promises: after       *)
(* O(log(1/eps)) rounds the next policy is eps-optimal on average (T3_epsilon), *)
(* and a mistake after round s, up to whatever horizon, has a chance that       *)
(* decays exponentially in s (T3_last_mistake). Under strong diversity the      *)
(* chance of a mistake in round s + 1 is at most |W| rhobar^s (T4_round).       *)
(* Claims: T3, T4. exp and ln, for the logarithm, with the laws of              *)
(* Exponential.v.                                                               *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From UserDiversity Require Import Exponential Model Basics Likelihood Bounded Convergence Strong.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

(** * Powers that fall only every k rounds *)

Section Blocks.
Variables (R : realFieldType) (x : R).
Hypothesis x01 : 0 <= x < 1.
Let x0 : 0 <= x. Proof. by case/andP: x01. Qed.
Let x1 : x <= 1. Proof. by case/andP: x01 => _ /ltW. Qed.

Lemma block_sum k n : (0 < k)%N -> \sum_(i < n) x ^+ (i %/ k) <= k%:R / (1 - x).
Proof.
move=> k0; have whole m : \sum_(i < m * k) x ^+ (i %/ k) = k%:R * \sum_(j < m) x ^+ j.
  elim: m => [|m IH]; first by rewrite mul0n !big_ord0 mulr0.
  rewrite mulSn addnC big_split_ord /= IH big_ord_recr mulrDr; congr (_ + _).
  rewrite mulr_natl -[k in RHS]card_ord -sumr_const; apply: eq_bigr => i _.
  by rewrite divnMDl // divn_small ?addn0 /=.
apply: (@le_trans _ _ (\sum_(i < n * k) x ^+ (i %/ k))).
  rewrite -(subnKC (leq_pmulr n k0)) big_split_ord /= ler_addl sumr_ge0 // => i _.
  exact: exprn_ge0.
by rewrite whole ler_wpmul2l ?ler0n //; apply: geometric_le.
Qed.

Lemma block_tail k s n : (0 < k)%N ->
  \sum_(s <= t < s + n) x ^+ (t %/ k) <= k%:R * x ^+ (s %/ k) / (1 - x).
Proof.
move=> k0; rewrite -{1}[s]add0n big_addn addKn big_mkord.
apply: (@le_trans _ _ (x ^+ (s %/ k) * \sum_(i < n) x ^+ (i %/ k))).
  rewrite mulr_sumr; apply: ler_sum => i _; rewrite -exprD.
  by apply: ler_wiexpn2l => //; rewrite addnC divnD // leq_addr.
by rewrite mulrAC [leRHS]mulrC; apply: ler_wpmul2l (block_sum _ k0); apply: exprn_ge0.
Qed.
End Blocks.

(** * The latest rounds of a history *)

Section Latest.
Variables (R : rcfType) (E : env R) (A : learner E) (r : reward E).

Lemma expect_drop n (g : history E -> R) h : expect A r n (fun h' => g (drop n h')) h = g h.
Proof.
elim: n g h => [|n IH] g h; first by rewrite /= drop0.
have step pi o : expect A r n (fun h' => g (drop n.+1 h')) ((pi, o) :: h) = g h.
  rewrite -[RHS](IH (g \o behead) ((pi, o) :: h)); apply: expect_eq => h' /=.
  by rewrite -drop1 drop_drop.
rewrite expectS; under eq_bigr => pi _ do [under eq_bigr do rewrite step; rewrite -mulr_suml law_sum mul1r].
by rewrite -mulr_suml act_sum mul1r.
Qed.

Lemma some_mistake_le s n :
  expect A r (s + n) (fun h => (0 < mistakes r (take n h))%N%:R) [::]
  <= \sum_(s <= t < s + n) expect A r t (next_mistake A r) [::].
Proof.
apply: (@le_trans _ _ (expect A r (s + n) (fun h => (mistakes r h)%:R - (mistakes r (drop n h))%:R) [::])).
  apply: expect_le => h; rewrite -{2}(cat_take_drop n h) /mistakes count_cat natrD addrK.
  by rewrite ler_nat; case: (count _ _).
rewrite expectB mistakes_sum expect_add (expect_eq _ _ _ _ (expect_drop n (fun h => (mistakes r h)%:R))) mistakes_sum.
rewrite -!(big_mkord xpredT (fun t => expect A r t (next_mistake A r) [::])).
by rewrite (@big_cat_nat _ _ _ s 0 (s + n)) ?leq_addr //= addrC addKr.
Qed.
End Latest.

(** * T3 *)

Section T3.
Variables (R : rcfType) (E : env R) (M : finType) (K : class E M).
Variables (A : learner E) (theta : M).
Hypothesis greedyA : greedy_learner K A.
Hypothesis H4 : full_support E.
Hypothesis H3 : unique_optimum (K theta).
Local Notation W := (wrong K theta).
Local Notation rho_star m := (rho (greedy K theta) (K m) (K theta)).

Theorem T3_last_mistake s n : (forall m, W m -> rho_own K m theta < 1 /\ rho_star m < 1) ->
  expect A (K theta) (s + n) (fun h => (0 < mistakes (K theta) (take n h))%N%:R) [::]
  <= \sum_(m | W m) ((2 * #|W|)%:R * rho_own K m theta ^+ (s %/ (2 * #|W|)) / (1 - rho_own K m theta)
                     + 2%:R * rho_star m ^+ uphalf s / (1 - rho_star m)).
Proof.
move=> lt1; apply: le_trans (some_mistake_le _ _ _ _) _.
apply: (@le_trans _ _ (\sum_(s <= t < s + n) \sum_(m | W m)
    (rho_own K m theta ^+ (t %/ (2 * #|W|)) + rho_star m ^+ uphalf t))).
  by apply: ler_sum => t _; apply: T3_exponential_convergence.
rewrite exchange_big /=; apply: ler_sum => m w; have [r1 r1'] := lt1 m w.
rewrite big_split /=; apply: ler_add.
  apply: block_tail; first by rewrite rho_ge0.
  by rewrite muln_gt0 /=; apply/card_gt0P; exists m.
have uphalf_div t : uphalf t = (t.+1 %/ 2)%N by rewrite divn2.
under eq_bigr do rewrite uphalf_div; rewrite uphalf_div.
have := @block_tail R (rho_star m) _ 2 s.+1 n isT; rewrite rho_ge0 r1' => /(_ isT).
by rewrite addSn big_add1.
Qed.

(* from 2 |W| n rounds on, n of order log(1/eps) *)
Theorem T3_epsilon (exp ln : R -> R) (Dmax r eps : R) n s : exp_laws exp ln ->
  (forall m, W m -> [/\ Delta K m theta <= Dmax, rho_own K m theta <= r & rho_star m <= r]) ->
  0 < r < 1 -> 0 < eps -> ln (2%:R * #|W|%:R * Dmax / eps) / ln r^-1 <= n%:R -> (2 * #|W| * n <= s)%N ->
  expect A (K theta) s (next_loss A (K theta)) [::] <= eps.
Proof.
move=> laws rates /andP[r0 r1] e0 enough late; have r0' := ltW r0; have r1' := ltW r1.
have [m0 w0 | none] := pickP W; last first.
  apply: (@le_trans _ _ 0); last exact: ltW.
  rewrite -(expect_const A (K theta) s 0 [::]); apply: expect_le => h.
  rewrite -(mulr1 0) -[X in _ * X](act_sum A h) mulr_sumr; apply: ler_sum => pi _; rewrite mul0r.
  have := act_ge0 A h pi; rewrite le_eqVlt => /predU1P[<-|a]; first by rewrite mul0r.
  by have [m _ ->] := greedyA a; rewrite -/(Delta K m theta) not_wrong ?mulr0 ?none.
have D0 : 0 < Dmax by have [le _ _] := rates m0 w0; apply: lt_le_trans w0 le.
have W0 : (0 < #|W|)%N by apply/card_gt0P; exists m0.
apply: (@le_trans _ _ (expect A (K theta) s (fun h => Dmax * next_mistake A (K theta) h) [::])).
  apply: expect_le => h; rewrite /next_mistake mulr_sumr; apply: ler_sum => pi _; rewrite mulrCA.
  have := act_ge0 A h pi; rewrite le_eqVlt => /predU1P[<-|a]; first by rewrite !mul0r.
  rewrite ler_pmul2l //; have [m _ ->] := greedyA a; rewrite -/(Delta K m theta).
  case: (boolP (W m)) => [w|nw]; first by have [le _ _] := rates m w; move: w; rewrite /wrong => ->; rewrite mulr1.
  by rewrite not_wrong // ltxx mulr0.
rewrite expectZ; apply: (@le_trans _ _ (Dmax * (#|W|%:R * (2%:R * r ^+ n)))).
  rewrite ler_pmul2l //; apply: le_trans (T3_exponential_convergence greedyA s H4 H3) _.
  rewrite mulr_natl -sumr_const; apply: ler_sum => m w; have [_ ro rs] := rates m w.
  have pow (x : R) k : 0 <= x -> x <= r -> (n <= k)%N -> x ^+ k <= r ^+ n.
    move=> x0 xr nk; apply: (@le_trans _ _ (r ^+ k)); first by apply: ler_expn2r.
    exact: ler_wiexpn2l.
  rewrite mulr_natl mulr2n; apply: ler_add; apply: pow => //; rewrite ?rho_ge0 //.
    by rewrite leq_divRL ?muln_gt0 //= mulnC.
  apply: (@leq_trans s./2); last by rewrite uphalf_half leq_addl.
  rewrite -[n]doubleK; apply: half_leq; apply: leq_trans late.
  by rewrite -mul2n leq_mul2r leq_pmulr // orbT.
have l0 : 0 < ln r^-1 by rewrite -(ln1 laws) (ltr_ln laws) ?invr_gt0 ?ltr01 // invf_gt1.
have c0 : 0 < 2%:R * #|W|%:R * Dmax by rewrite !mulr_gt0 ?ltr0n.
move: enough; rewrite ler_pdivr_mulr // -(ler_exp laws) (exp_ln laws) ?divr_gt0 //.
rewrite (exp_natmul laws) (exp_ln laws) ?invr_gt0 // exprVn => le.
have -> : Dmax * (#|W|%:R * (2%:R * r ^+ n)) = 2%:R * #|W|%:R * Dmax * r ^+ n.
  by move: (_%:R : R) (r ^+ n) => w x; ring.
by rewrite -ler_pdivl_mulr ?exprn_gt0 // [leRHS]mulrC -ler_pdivr_mulr.
Qed.
End T3.

(** * T4 *)

Theorem T4_round (R : rcfType) (E : env R) (M : finType) (K : class E M) (A : learner E) (theta : M) (rhobar : R) s :
  greedy_learner K A ->
  (forall g m, wrong K theta m -> rho (greedy K g) (K m) (K theta) <= rhobar) -> 0 <= rhobar ->
  expect A (K theta) s (next_mistake A (K theta)) [::]
  <= Num.min 1 (#|wrong K theta|%:R * rhobar ^+ s).
Proof.
move=> gr rate r0; rewrite le_minr; apply/andP; split.
  rewrite -[leRHS](expect_const A (K theta) s 1 [::]).
  by apply: expect_le => h; apply: next_mistake_le1.
apply: (@le_trans _ _ (expect A (K theta) s (fun h => \sum_(m | wrong K theta m) ell (K m) (K theta) h) [::])).
  by apply: expect_le => h; apply: next_mistake_ell.
rewrite expect_sum mulr_natl -sumr_const; apply: ler_sum => m w.
by have := ell_strong gr rate s [::] r0 w; rewrite ell_nil mulr1.
Qed.
