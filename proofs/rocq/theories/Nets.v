(* T22, the probabilistic core, over finite nets. The models may be a continuous *)
(* class: only their rewards enter. Greedy deploys a policy that is optimal for  *)
(* some maximum-likelihood model (whose closed cell therefore is not empty).     *)
(* A net of a closed cell: finitely many rewards such that every model of the    *)
(* cell is within eps of one of them in every gap. If every net point of a wrong *)
(* cell has affinity to the truth at most rhohat under the cell's own policy,    *)
(* and at most rhostar under the truth's, then the chance of a wrong policy in   *)
(* round s + 1 is at most N exp(s eps/2) (rhohat^(s/(2J)) + rhostar^(s/2)); and  *)
(* N exp(s eps/2) rhobar^s when rhobar bounds it under all policies (SD).        *)
(* That nets of every eps exist (compactness) is a hypothesis here.              *)
(* Claims: T22. Logistic link; exp and ln with the laws of Exponential.v.        *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From UserDiversity Require Import Exponential Model Basics Likelihood Deployed LogisticLink Strong.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

(** * Nearby rewards have nearby likelihoods *)

Section Near.
Variables (R : rcfType) (E : env R) (exp ln : R -> R).
Hypothesis laws : exp_laws exp ln.
Hypothesis H5 : link E =1 logistic exp.
Variable eps : R.
Hypothesis eps_ge0 : 0 <= eps.
Implicit Types (pi : policy E) (h : history E) (r : reward E).

Definition near r r' := forall c y y', `|gap r c y y' - gap r' c y y'| <= eps.

(* ln sigma has slope at most 1 *)
Lemma logistic_near x x' : x - x' <= eps -> logistic exp x * exp (- eps) <= logistic exp x'.
Proof.
move=> xx; have d0 z := logistic_den laws z.
rewrite /logistic ler_pdivr_mull // ler_pdivl_mulr // mulrDr mulr1; apply: ler_add.
  by rewrite (exp_le1 laws) // oppr_le0.
by rewrite -(exp_add laws) (ler_exp laws) -opprD ler_opp2 -ler_subl_addr.
Qed.

Lemma bern_near x x' z : `|x - x'| <= eps -> bern E x z * exp (- eps) <= bern E x' z.
Proof.
rewrite ler_norml => /andP[lo hi]; case: z; rewrite /= !H5; apply: logistic_near => //.
by rewrite opprK addrC -opprB ler_oppl.
Qed.

Lemma lik_near r r' h : near r r' -> lik r h * exp (- (eps * (size h)%:R)) <= lik r' h.
Proof.
move=> nr; elim: h => [|x h IH]; first by rewrite /lik !big_nil mulr0 oppr0 (exp0 laws) mulr1.
rewrite !lik_cons /= -[(size h).+1]addn1 natrD mulrDr mulr1 opprD (exp_add laws).
rewrite [exp _ * exp _]mulrC mulrACA; apply: ler_pmul => //.
- by rewrite mulr_ge0 ?(exp_ge0 laws) // ltW // feedback_gt0.
- by rewrite mulr_ge0 ?(exp_ge0 laws) // ltW // lik_gt0.
case: x => pi [[c y'] z]; exact: bern_near.
Qed.

Lemma ell_near r r' truth h S : near r r' -> lik truth h <= lik r h -> (size h <= S)%N ->
  1 <= exp (S%:R * (eps / 2%:R)) * ell r' truth h.
Proof.
move=> nr ml hS; have t0 := lik_gt0 truth h; set g := exp _.
have g0 : 0 < g by apply: exp_gt0 laws _.
have g2 : g ^+ 2 = exp (eps * S%:R) by rewrite -(exp_natmul laws); congr exp; field.
rewrite /ell -[g]ger0_norm ?(ltW g0) // -sqrtr_sqr -sqrtrM ?sqr_ge0 // -[1]sqrtr1 ler_wsqrtr //.
rewrite mulrA ler_pdivl_mulr // mul1r; apply: le_trans ml _.
rewrite g2 mulrC -ler_pdivr_mulr ?(exp_gt0 laws) // -(expN laws).
apply: le_trans (lik_near h nr); rewrite ler_wpmul2l ?(ltW (lik_gt0 _ _)) //.
by rewrite (ler_exp laws) ler_opp2 ler_wpmul2l // ler_nat.
Qed.
End Near.

(** * Greedy on a class with nets *)

Section Nets.
Variables (R : rcfType) (E : env R) (exp ln : R -> R).
Hypothesis laws : exp_laws exp ln.
Hypothesis H5 : link E =1 logistic exp.
Variables (M : Type) (K : M -> reward E) (theta : M) (pi0 : policy E) (A : learner E).
Implicit Types (pi : policy E) (h : history E) (m : M).

(* deploys a policy that is optimal for some maximum-likelihood model *)
Definition cell_greedy := forall h pi, 0 < A h pi ->
  exists2 m, optimal (K m) pi & forall m', lik (K m') h <= lik (K m) h.
Hypothesis greedyA : cell_greedy.

Variables (eps : R) (card : policy E -> nat) (net : forall pi, 'I_(card pi) -> M).
Hypothesis eps_ge0 : 0 <= eps.
(* the net of a wrong policy lies in its closed cell and covers it *)
Hypothesis inside : forall pi i, pi != pi0 -> optimal (K (@net pi i)) pi.
Hypothesis covers : forall pi m, pi != pi0 -> optimal (K m) pi -> exists i, near eps (K m) (K (@net pi i)).

Local Notation N := (\sum_(pi | pi != pi0) card pi)%N.
Local Notation J := #|[pred pi | (pi != pi0) && (0 < card pi)%N]|.
Local Notation cost S := (exp (S%:R * (eps / 2%:R))).
Local Notation ell_ pi i := (ell (K (@net pi i)) (K theta)).

(* the chance that the next policy is not the truth's *)
Definition next_wrong h : R := \sum_pi A h pi * (pi != pi0)%:R.

Lemma next_wrong_le1 h : next_wrong h <= 1.
Proof.
rewrite -(act_sum A h); apply: ler_sum => pi _.
by rewrite ler_pimulr ?act_ge0 // lern1 leq_b1.
Qed.

Lemma selected_near h pi S : 0 < A h pi -> pi != pi0 -> (size h <= S)%N ->
  1 <= \sum_i cost S * ell_ pi i h.
Proof.
move=> a ne hS; have [m opt ml] := greedyA a; have [i nr] := covers ne opt.
rewrite (bigD1 i) //=; apply: ler_paddr; last exact: (ell_near laws H5 eps_ge0 nr (ml theta) hS).
by apply: sumr_ge0 => j _; rewrite mulr_ge0 ?ell_ge0 ?(exp_ge0 laws).
Qed.

Lemma next_wrong_ell h S : (size h <= S)%N ->
  next_wrong h <= \sum_(pi | pi != pi0) \sum_i cost S * ell_ pi i h.
Proof.
move=> hS; have t0 pi : 0 <= \sum_i cost S * ell_ pi i h.
  by apply: sumr_ge0 => j _; rewrite mulr_ge0 ?ell_ge0 ?(exp_ge0 laws).
rewrite -[leRHS]mul1r -[X in _ <= X * _](act_sum A h) mulr_suml; apply: ler_sum => pi _.
have := act_ge0 A h pi; rewrite le_eqVlt => /predU1P[<-|a]; first by rewrite !mul0r.
rewrite ler_pmul2l //; case: (boolP (pi != pi0)) => [ne|_]; last by apply: sumr_ge0 => tau _; exact (t0 tau).
rewrite (bigD1 pi) //= ler_paddr ?selected_near //; by apply: sumr_ge0 => tau _; exact (t0 tau).
Qed.

(** ** Two rates *)

Section TwoRates.
Variables rhohat rhostar : R.
Hypothesis rhohat_ge0 : 0 <= rhohat.
Hypothesis rates : forall pi m, pi != pi0 -> optimal (K m) pi ->
  rho pi (K m) (K theta) <= rhohat /\ rho pi0 (K m) (K theta) <= rhostar.

Lemma deployed_tail pi n S : pi != pi0 ->
  expect A (K theta) S (fun h => (n < deployed pi h)%N%:R) [::] <= (card pi)%:R * (cost S * rhohat ^+ n).
Proof.
move=> ne; pose W i h := cost S * ell_ pi i h * rhohat ^+ (n - deployed pi h).
have W0 i h : 0 <= W i h by rewrite !mulr_ge0 ?(exp_ge0 laws) ?ell_ge0 ?exprn_ge0.
pose V h := if (n < deployed pi h)%N then 1 else \sum_i W i h.
have -> : (card pi)%:R * (cost S * rhohat ^+ n) = V [::].
  rewrite /V /W /= ; under eq_bigr do rewrite ell_nil mulr1 subn0.
  by rewrite mulr_natl sumr_const card_ord.
apply: (expect_super_until (S := S) (V := V)) => //= [h tau hS a|h]; last first.
  by rewrite /V; case: ifP => // _; rewrite sumr_ge0.
have one : \sum_o law (K theta) tau o * 1 = 1 by rewrite -mulr_suml law_sum mulr1.
have step k i : \sum_o law (K theta) tau o * (cost S * ell_ pi i ((tau, o) :: h) * rhohat ^+ k)
    = cost S * (rho tau (K (@net pi i)) (K theta) * ell_ pi i h) * rhohat ^+ k.
  under eq_bigr do rewrite mulrA mulrCA; rewrite -mulr_suml -mulr_sumr.
  by rewrite L5_potential_step.
rewrite /V /=; have [e|ne'] := eqVneq tau pi; last first.
  case: ifP => _; first by rewrite one.
  under eq_bigr do rewrite mulr_sumr; rewrite exchange_big /=; apply: ler_sum => i _.
  rewrite /W /= (negPf ne') add0n step.
  by rewrite ler_wpmul2r ?exprn_ge0 // ler_wpmul2l ?(exp_ge0 laws) // ler_pimull ?ell_ge0 ?rho_le1.
rewrite add1n ltnS; set D := deployed pi h.
have [nD | Dn | nD] := ltngtP n D.
- by rewrite one.
- under eq_bigr do rewrite mulr_sumr; rewrite exchange_big /=; apply: ler_sum => i _.
  have le : rho tau (K (@net pi i)) (K theta) <= rhohat by rewrite e; have [] := rates ne (inside i ne).
  have dep : (tau == pi) = true by rewrite e eqxx.
  rewrite /W /= dep add1n step -/D -(subnSK Dn) exprS.
  have -> (c l x : R) : c * l * (rhohat * x) = c * (rhohat * l) * x by ring.
  by rewrite ler_wpmul2r ?exprn_ge0 // ler_wpmul2l ?(exp_ge0 laws) // ler_wpmul2r ?ell_ge0.
rewrite one /W nD subnn; under eq_bigr do rewrite expr0 mulr1.
by apply: selected_near => //; [rewrite -e | exact: ltnW].
Qed.

(* what was deployed has a cell, and so a net that is not empty *)
Definition reachable h := forall pi, pi != pi0 -> (0 < deployed pi h)%N -> (0 < card pi)%N.

Lemma reachable_step h pi o : reachable h -> 0 < A h pi -> reachable ((pi, o) :: h).
Proof.
move=> re a tau ne; rewrite /=; case: eqP => [e _|_]; last by rewrite add0n; apply: re.
have [m opt _] := greedyA a; rewrite e in opt; have [i _] := covers ne opt.
by apply: leq_ltn_trans (ltn_ord i).
Qed.

Lemma wrong_bound h : reachable h ->
  next_wrong h <= \sum_(pi | pi != pi0)
    ((size h %/ (2 * J) < deployed pi h)%N%:R
     + \sum_i cost (size h) * (ell_ pi i h * (uphalf (size h) <= deployed pi0 h)%N%:R)).
Proof.
move=> re; set k := (_ %/ _)%N.
have ce0 pi i (b : nat) : 0 <= cost (size h) * (ell_ pi i h * b%:R).
  by rewrite !mulr_ge0 ?ell_ge0 ?(exp_ge0 laws) ?ler0n.
case: (leqP (uphalf (size h)) (deployed pi0 h)) => [_|few].
  apply: le_trans (next_wrong_ell (leqnn (size h))) _; apply: ler_sum => pi _.
  by rewrite ler_paddl ?ler0n //; apply: ler_sum => i _; rewrite mulr1.
have [pi ne sel] : exists2 pi, pi != pi0 & (k < deployed pi h)%N.
  apply/exists_inP; apply: contraLR few; rewrite negb_exists_in -leqNgt => /forall_inP all_k.
  have le_k : (\sum_(pi | pi != pi0) deployed pi h <= J * k)%N.
    rewrite -sum_nat_const (bigID (fun pi : policy E => 0 < card pi)%N) /= [X in (_ + X)%N]big1 => [|pi /andP[ne c0]].
      by rewrite addn0; apply: leq_sum => pi /andP[ne _]; have := all_k pi ne; rewrite -leqNgt.
    by apply/eqP; rewrite -leqn0 leqNgt; apply: contra c0; apply: re.
  have le_half : (\sum_(pi | pi != pi0) deployed pi h <= (size h)./2)%N.
    rewrite -[leqLHS]doubleK; apply: half_leq; apply: leq_trans (leq_trunc_div _ (2 * J)).
    by rewrite -/k -mul2n mulnCA leq_mul2l [(k * J)%N]mulnC le_k.
  have sz : size h = (deployed pi0 h + \sum_(pi | pi != pi0) deployed pi h)%N.
    by rewrite -(deployed_total h) (bigD1 pi0).
  have halves : size h = (uphalf (size h) + (size h)./2)%N.
    by rewrite uphalf_half -addnA addnn odd_double_half.
  rewrite -(leq_add2r (size h)./2) -halves {1}sz leq_add2l.
  exact: le_half.
apply: le_trans (next_wrong_le1 _) _; rewrite (bigD1 pi) //= sel -addrA ler_addl.
apply: addr_ge0; first by apply: sumr_ge0 => i _; apply: ce0.
apply: sumr_ge0 => tau _; apply: addr_ge0; first exact: ler0n.
by apply: sumr_ge0 => i _; apply: ce0.
Qed.

Theorem T22_round s : expect A (K theta) s next_wrong [::]
  <= N%:R * cost s * (rhohat ^+ (s %/ (2 * J)) + rhostar ^+ uphalf s).
Proof.
pose f n h := \sum_(pi | pi != pi0) ((n %/ (2 * J) < deployed pi h)%N%:R
     + \sum_i cost n * (ell_ pi i h * (uphalf n <= deployed pi0 h)%N%:R)).
apply: (@le_trans _ _ (expect A (K theta) s (fun h => f (size h) h) [::])).
  apply: (expect_le_reach (P := reachable)) => [h pi o re a _|h re|pi _].
  - exact: reachable_step.
  - exact: wrong_bound.
  - by [].
rewrite (expect_size A (K theta) s f) add0n expect_sum natr_sum !mulr_suml.
apply: ler_sum => pi ne; rewrite expectD mulrDr; apply: ler_add.
  by rewrite -mulrA; apply: deployed_tail.
rewrite expect_sum -[X in _ <= X]mulrA [(card pi)%:R * _]mulr_natl -[card pi in X in _ <= X]card_ord -sumr_const.
apply: ler_sum => i _; rewrite expectZ ler_wpmul2l ?(exp_ge0 laws) //.
apply: le_trans (ell_deployed _ _ _ _ _ _) _.
have [_ le] := rates ne (inside i ne).
by apply: ler_expn2r; rewrite ?nnegrE ?rho_ge0 // (le_trans (rho_ge0 _ _ _) le).
Qed.
End TwoRates.

(** ** One rate, under every policy that may be deployed *)

Theorem T22_round_strong rhobar s : 0 <= rhobar ->
  (forall pi pi' m m', pi != pi0 -> optimal (K m) pi -> optimal (K m') pi' -> rho pi' (K m) (K theta) <= rhobar) ->
  expect A (K theta) s next_wrong [::] <= Num.min 1 (N%:R * cost s * rhobar ^+ s).
Proof.
move=> r0 rate; rewrite le_minr; apply/andP; split.
  by rewrite -[leRHS](expect_const A (K theta) s 1 [::]); apply: expect_le => h; apply: next_wrong_le1.
pose f n h := \sum_(pi | pi != pi0) \sum_i cost n * ell_ pi i h.
apply: (@le_trans _ _ (expect A (K theta) s (fun h => f (size h) h) [::])).
  by apply: expect_le => h; apply: next_wrong_ell.
rewrite (expect_size A (K theta) s f) add0n expect_sum natr_sum !mulr_suml.
apply: ler_sum => pi ne; rewrite expect_sum -[X in _ <= X]mulrA [(card pi)%:R * _]mulr_natl -[card pi in X in _ <= X]card_ord -sumr_const.
apply: ler_sum => i _; rewrite expectZ ler_wpmul2l ?(exp_ge0 laws) //.
have := @ell_always _ _ A (K (@net pi i)) (K theta) rhobar s [::] r0; rewrite ell_nil mulr1; apply.
by move=> h tau /greedyA[m' opt' _]; apply: (rate pi tau _ m' ne (inside i ne) opt').
Qed.
End Nets.
