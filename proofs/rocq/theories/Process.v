(* Greedy over any feedback: in every round a model g is selected, before        *)
(* anything else is seen, and an outcome is drawn from a law of g's; every model *)
(* m has a ratio ell_m, started at 1, that shrinks by rho(g, m) on average when  *)
(* g is selected; and what is selected has a ratio of at least 1. Then a model m *)
(* is selected at most 1/(1 - rho(m, m)) times on average (selected_mean), more  *)
(* than k times with chance at most rho(m, m)^k (selected_tail), and the chance  *)
(* of a wrong selection decays exponentially (wrong_decay, wrong_round).         *)
(* Claims: none by itself; T27 (Slates.v) uses it.                               *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From UserDiversity Require Import Model Basics.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Section Process.
Variables (R : realFieldType) (M O : finType) (law : M -> O -> R).
Hypothesis law_ge0 : forall g o, 0 <= law g o.
Hypothesis law_sum : forall g, \sum_o law g o = 1.
Local Notation story := (seq (M * O)).
Variable act : story -> M -> R.
Hypothesis act_ge0 : forall h g, 0 <= act h g.
Hypothesis act_sum : forall h, \sum_g act h g = 1.
Implicit Types (g m : M) (h : story) (f V : story -> R).

(* the mean of [f] over the story as it stands [n] rounds after [h], latest round first *)
Fixpoint mean n f h : R :=
  if n is n'.+1 then \sum_g act h g * \sum_o law g o * mean n' f ((g, o) :: h) else f h.

Lemma mean_le_reach (P : story -> Prop) n f f' h :
  (forall h g o, P h -> 0 < act h g -> P ((g, o) :: h)) ->
  (forall h, P h -> f h <= f' h) -> P h -> mean n f h <= mean n f' h.
Proof.
move=> step le; elim: n h => [|n IH] h Ph /=; first exact: le.
apply: ler_sum => g _; have := act_ge0 h g; rewrite le_eqVlt => /predU1P[<-|a]; first by rewrite !mul0r.
by rewrite ler_pmul2l //; apply: ler_sum => o _; rewrite ler_wpmul2l // IH //; apply: step.
Qed.

Lemma mean_le n f f' h : (forall h, f h <= f' h) -> mean n f h <= mean n f' h.
Proof. by move=> le; apply: (mean_le_reach (P := fun _ => True)). Qed.

Lemma mean_super V n f h : (forall h g, 0 < act h g -> \sum_o law g o * V ((g, o) :: h) <= V h) ->
  (forall h, f h <= V h) -> mean n f h <= V h.
Proof.
move=> super fV; elim: n h => [|n IH] h //=; rewrite -[leRHS]mul1r -(act_sum h) mulr_suml.
apply: ler_sum => g _; have := act_ge0 h g; rewrite le_eqVlt => /predU1P[<-|a]; first by rewrite !mul0r.
by rewrite ler_pmul2l //; apply: le_trans (super _ _ a); apply: ler_sum => o _; rewrite ler_wpmul2l.
Qed.

Lemma mean_const n b h : mean n (fun _ => b) h = b.
Proof.
elim: n h => [|n IH] h //=.
under eq_bigr => g _ do [under eq_bigr do rewrite IH; rewrite -mulr_suml law_sum mul1r].
by rewrite -mulr_suml act_sum mul1r.
Qed.

Lemma mean_eq n f f' h : f =1 f' -> mean n f h = mean n f' h.
Proof. by move=> e; apply/le_anti/andP; split; apply: mean_le => h'; rewrite e. Qed.

Lemma meanD n f f' h : mean n (fun h => f h + f' h) h = mean n f h + mean n f' h.
Proof.
elim: n h => [|n IH] h //=; rewrite -big_split; apply: eq_bigr => g _ /=.
by rewrite -mulrDr -big_split; congr (_ * _); apply: eq_bigr => o _; rewrite IH mulrDr.
Qed.

Lemma mean_sum (I : finType) (P : pred I) n (F : I -> story -> R) h :
  mean n (fun h => \sum_(i | P i) F i h) h = \sum_(i | P i) mean n (F i) h.
Proof.
elim: n h => [|n IH] h //=; rewrite exchange_big; apply: eq_bigr => g _ /=.
rewrite -mulr_sumr; congr (_ * _); rewrite exchange_big; apply: eq_bigr => o _ /=.
by rewrite IH mulr_sumr.
Qed.

Lemma mean_size n (f : nat -> story -> R) h : mean n (fun h' => f (size h') h') h = mean n (f (size h + n)%N) h.
Proof.
elim: n h => [|n IH] h /=; first by rewrite addn0.
apply: eq_bigr => g _; congr (_ * _); apply: eq_bigr => o _; by rewrite IH /= addSnnS.
Qed.

Lemma meanZ n b f h : mean n (fun h => b * f h) h = b * mean n f h.
Proof.
elim: n h => [|n IH] h //=; rewrite mulr_sumr; apply: eq_bigr => g _.
rewrite [RHS]mulrCA [in RHS]mulr_sumr; congr (_ * _); apply: eq_bigr => o _.
by rewrite IH mulrCA.
Qed.

(** * Selections, and what they cost *)

Definition count_of m h : nat := count (fun x => x.1 == m) h.

Lemma count_total h : (\sum_m count_of m h = size h)%N.
Proof.
elim: h => [|x h IH]; first by rewrite big1.
rewrite big_split /= IH (bigD1 x.1) //= eqxx big1 ?addn0 // => m.
by rewrite eq_sym => /negPf->.
Qed.

(* a cost of every round, of mean [c g] when [g] is selected *)
Lemma mean_total (F : M * O -> R) (c : M -> R) n : (forall g, \sum_o law g o * F (g, o) = c g) ->
  mean n (fun h => \sum_(x <- h) F x) [::] = \sum_m c m * mean n (fun h => (count_of m h)%:R) [::].
Proof.
move=> cE; suff gen h : mean n (fun h => \sum_(x <- h) F x) h
    = \sum_(x <- h) F x + (\sum_m c m * mean n (fun h => (count_of m h)%:R) h - \sum_m c m * (count_of m h)%:R).
  rewrite gen big_nil add0r [X in _ - X]big1 ?subr0 // => m _; by rewrite mulr0.
elim: n h => [|n IH] h; first by rewrite /= subrr addr0.
have hit g : \sum_m c m * (g == m)%:R = c g.
  by rewrite (bigD1 g) //= eqxx mulr1 big1 ?addr0 // => m; rewrite eq_sym => /negPf->; rewrite mulr0.
have one g o : mean n (fun h => \sum_(x <- h) F x) ((g, o) :: h) = F (g, o)
   + (\sum_(x <- h) F x - c g - \sum_m c m * (count_of m h)%:R)
   + \sum_m c m * mean n (fun h => (count_of m h)%:R) ((g, o) :: h).
  rewrite IH big_cons [X in _ - X](_ : _ = c g + \sum_m c m * (count_of m h)%:R).
    have alg (x y z u v : R) : x + y + (v - (z + u)) = x + (y - z - u) + v by ring.
    exact: alg.
  by rewrite -hit -big_split; apply: eq_bigr => m _ /=; rewrite natrD mulrDr.
rewrite [LHS]/=; under eq_bigr => g _ do under eq_bigr do rewrite one mulrDr mulrDr.
have split_law g (a : R) : \sum_o law g o * a = a by rewrite -mulr_suml law_sum mul1r.
under eq_bigr => g _ do rewrite !big_split /= cE split_law.
set S := \sum_(x <- h) F x; set C := \sum_m c m * (count_of m h)%:R.
have -> : \sum_g act h g * (c g + (S - c g - C) + \sum_o law g o *
     (\sum_m c m * mean n (fun h => (count_of m h)%:R) ((g, o) :: h)))
  = \sum_g act h g * (S - C) + \sum_g act h g * (\sum_o law g o *
     (\sum_m c m * mean n (fun h => (count_of m h)%:R) ((g, o) :: h))).
  rewrite -big_split; apply: eq_bigr => g _ /=; rewrite -mulrDr; congr (_ * (_ + _)).
  by have alg (x y z : R) : x + (y - x - z) = y - z by ring; apply: alg.
rewrite -mulr_suml act_sum mul1r -addrA; congr (_ + _); rewrite addrC; congr (_ - _).
under eq_bigr do under eq_bigr do rewrite mulr_sumr.
under eq_bigr do rewrite exchange_big mulr_sumr /=.
rewrite exchange_big; apply: eq_bigr => m _ /=; rewrite mulr_sumr; apply: eq_bigr => g _.
rewrite [RHS]mulrCA [in RHS]mulr_sumr; congr (_ * _); apply: eq_bigr => o _.
by rewrite mulrCA.
Qed.

(** * Ratios *)

Variables (ell : M -> story -> R) (rho : M -> M -> R).
Hypothesis ell_ge0 : forall m h, 0 <= ell m h.
Hypothesis ell_nil : forall m, ell m [::] = 1.
Hypothesis rho_ge0 : forall g m, 0 <= rho g m.
Hypothesis rho_le1 : forall g m, rho g m <= 1.
Hypothesis ell_step : forall g m h, \sum_o law g o * ell m ((g, o) :: h) = rho g m * ell m h.
Hypothesis selected : forall h g, 0 < act h g -> 1 <= ell g h.

Theorem selected_mean m n : rho m m < 1 -> mean n (fun h => (count_of m h)%:R) [::] <= (1 - rho m m)^-1.
Proof.
move=> r1; have d0 : 0 < 1 - rho m m by rewrite subr_gt0.
pose V h := (count_of m h)%:R + ell m h / (1 - rho m m).
have -> : (1 - rho m m)^-1 = V [::] by rewrite /V /= ell_nil add0r mul1r.
apply: mean_super => [h g a|h]; last by rewrite /V ler_addl divr_ge0 // ltW.
rewrite /V; under eq_bigr do rewrite mulrDr mulrA; rewrite big_split /= -!mulr_suml law_sum ell_step mul1r.
rewrite natrD addrAC [leRHS]addrC ler_add2r.
case: eqP a => [-> /selected s1|_ _] /=; last by rewrite add0r ler_pmul2r ?invr_gt0 // ler_pimull.
rewrite -ler_subr_addr -mulrBl ler_pdivl_mulr // mul1r -[X in _ <= X - _]mul1r -mulrBl.
by rewrite ler_pmulr.
Qed.

Theorem selected_tail m n k : mean n (fun h => (k < count_of m h)%N%:R) [::] <= rho m m ^+ k.
Proof.
pose V h := if (k < count_of m h)%N then 1 else ell m h * rho m m ^+ (k - count_of m h).
have -> : rho m m ^+ k = V [::] by rewrite /V /= ell_nil mul1r subn0.
apply: mean_super => [h g a|h]; last by rewrite /V; case: ifP => // _; rewrite mulr_ge0 ?exprn_ge0.
have one : \sum_o law g o * 1 = 1 by rewrite -mulr_suml law_sum mulr1.
have step j : \sum_o law g o * (ell m ((g, o) :: h) * rho m m ^+ j) = rho g m * ell m h * rho m m ^+ j.
  by under eq_bigr do rewrite mulrA; rewrite -mulr_suml ell_step.
rewrite /V /=; have [e|ne] := eqVneq g m; last first.
  case: ifP => _; first by rewrite one.
  by rewrite add0n step ler_wpmul2r ?exprn_ge0 // ler_pimull.
rewrite add1n ltnS -/(count_of m h); set D := count_of m h; have [kD | Dk | kD] := ltngtP k D.
- by rewrite one.
- by rewrite step e -(subnSK Dk) exprS mulrCA mulrA.
by rewrite one kD subnn expr0 mulr1 -e selected.
Qed.

(** * Wrong selections *)

Variable wrong : pred M.
Definition wrong_next h : R := \sum_g act h g * (wrong g)%:R.

Lemma wrong_next_le1 h : wrong_next h <= 1.
Proof. by rewrite -(act_sum h); apply: ler_sum => g _; rewrite ler_pimulr // lern1 leq_b1. Qed.

Lemma wrong_next_ell h : wrong_next h <= \sum_(m | wrong m) ell m h.
Proof.
rewrite -[leRHS]mul1r -(act_sum h) mulr_suml; apply: ler_sum => g _.
have := act_ge0 h g; rewrite le_eqVlt => /predU1P[<-|a]; first by rewrite !mul0r.
rewrite ler_pmul2l //; case: (boolP (wrong g)) => [w|_]; last exact: sumr_ge0.
by rewrite (bigD1 g) //= ler_paddr ?sumr_ge0 // selected.
Qed.

Theorem wrong_round rhobar s : 0 <= rhobar -> (forall g m, wrong m -> rho g m <= rhobar) ->
  mean s wrong_next [::] <= Num.min 1 (#|wrong|%:R * rhobar ^+ s).
Proof.
move=> r0 rate; rewrite le_minr; apply/andP; split.
  by rewrite -[leRHS](mean_const s 1 [::]); apply: mean_le; apply: wrong_next_le1.
apply: le_trans (mean_le s [::] wrong_next_ell) _; rewrite mean_sum mulr_natl -sumr_const; apply: ler_sum => m w.
suff le n h : mean n (ell m) h <= rhobar ^+ n * ell m h by have := le s [::]; rewrite ell_nil mulr1.
elim: n h => [|n IH] h /=; first by rewrite mul1r.
rewrite -[leRHS]mul1r -(act_sum h) mulr_suml; apply: ler_sum => g _; rewrite ler_wpmul2l //.
apply: (@le_trans _ _ (\sum_o law g o * (rhobar ^+ n * ell m ((g, o) :: h)))).
  by apply: ler_sum => o _; rewrite ler_wpmul2l.
under eq_bigr do rewrite mulrCA.
by rewrite -mulr_sumr ell_step exprSr -mulrA ler_wpmul2l ?exprn_ge0 // ler_wpmul2r ?rate.
Qed.

(* right selections shrink a ratio, too, by [star m] at least *)
Definition right_of h : nat := count (fun x => ~~ wrong x.1) h.

Lemma rights_total h : (right_of h = \sum_(m | ~~ wrong m) count_of m h)%N.
Proof.
elim: h => [|x h IH]; first by rewrite big1.
rewrite /= IH big_split /=; congr (_ + _)%N; case: (boolP (wrong x.1)) => [w|w] /=.
  by rewrite big1 // => m nm; case: eqP => // e; rewrite -e w in nm.
by rewrite (bigD1 x.1) //= eqxx big1 ?addn0 // => m /andP[_]; rewrite eq_sym => /negPf->.
Qed.

Section Star.
Variable star : M -> R.
Hypothesis star_ge : forall g m, ~~ wrong g -> rho g m <= star m.
Hypothesis star_ge0 : forall m, 0 <= star m.

Lemma ell_right m n k : mean n (fun h => ell m h * (k <= right_of h)%N%:R) [::] <= star m ^+ k.
Proof.
pose V h := ell m h * star m ^+ (k - right_of h).
have -> : star m ^+ k = V [::] by rewrite /V ell_nil mul1r subn0.
apply: mean_super => [h g a|h]; rewrite /V /=; last first.
  rewrite ler_wpmul2l //; case: leqP => [kh|_]; last exact: exprn_ge0.
  by rewrite (eqP (_ : k - right_of h == 0)%N) ?subn_eq0.
under eq_bigr do rewrite mulrA; rewrite -mulr_suml ell_step.
case: (boolP (wrong g)) => [_|right] /=.
  by rewrite add0n ler_wpmul2r ?exprn_ge0 // ler_pimull.
rewrite add1n -/(right_of h); case: (leqP k (right_of h)) => [kh|kh].
  have := kh; rewrite -subn_eq0 => /eqP->; have := leqW kh; rewrite -subn_eq0 => /eqP->.
  by rewrite !expr0 !mulr1 ler_pimull.
by rewrite -(subnSK kh) exprS mulrA ler_wpmul2r ?exprn_ge0 // mulrC ler_wpmul2l ?star_ge.
Qed.

Lemma right_or_wrong h : wrong_next h <= \sum_(m | wrong m)
  ((size h %/ (2 * #|wrong|) < count_of m h)%N%:R + ell m h * (uphalf (size h) <= right_of h)%N%:R).
Proof.
set k := (_ %/ _)%N; have e0 m (b : nat) : 0 <= ell m h * b%:R by rewrite mulr_ge0 ?ler0n.
case: (leqP (uphalf (size h)) (right_of h)) => [_|few].
  by apply: le_trans (wrong_next_ell h) _; apply: ler_sum => m _; rewrite mulr1 ler_addr ler0n.
have [m w sel] : exists2 m, wrong m & (k < count_of m h)%N.
  apply/exists_inP; apply: contraLR few; rewrite negb_exists_in -leqNgt => /forall_inP all_k.
  have le_k : (\sum_(m | wrong m) count_of m h <= #|wrong| * k)%N.
    by rewrite -sum_nat_const; apply: leq_sum => m w; have := all_k m w; rewrite -leqNgt.
  have le_half : (\sum_(m | wrong m) count_of m h <= (size h)./2)%N.
    rewrite -[leqLHS]doubleK; apply: half_leq; apply: leq_trans (leq_trunc_div _ (2 * #|wrong|)).
    by rewrite -/k -mul2n mulnCA leq_mul2l [(k * _)%N]mulnC le_k.
  have sz : size h = (right_of h + \sum_(m | wrong m) count_of m h)%N.
    by rewrite rights_total -(count_total h) (bigID wrong) /= addnC.
  have halves : size h = (uphalf (size h) + (size h)./2)%N.
    by rewrite uphalf_half -addnA addnn odd_double_half.
  rewrite -(leq_add2r (size h)./2) -halves {1}sz leq_add2l.
  exact: le_half.
apply: le_trans (wrong_next_le1 _) _; rewrite (bigD1 m) //= sel -addrA ler_addl.
by rewrite addr_ge0 // sumr_ge0 // => m' _; rewrite addr_ge0 ?ler0n.
Qed.

Theorem wrong_decay s : mean s wrong_next [::]
  <= \sum_(m | wrong m) (rho m m ^+ (s %/ (2 * #|wrong|)) + star m ^+ uphalf s).
Proof.
pose f n h := \sum_(m | wrong m)
  ((n %/ (2 * #|wrong|) < count_of m h)%N%:R + ell m h * (uphalf n <= right_of h)%N%:R).
apply: le_trans (mean_le s [::] right_or_wrong) _.
rewrite (mean_size s f) add0n mean_sum; apply: ler_sum => m w; rewrite meanD.
by apply: ler_add; [apply: selected_tail | apply: ell_right].
Qed.
End Star.
End Process.
