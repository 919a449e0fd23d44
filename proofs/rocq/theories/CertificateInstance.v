(* A finite instance as lists of integers, the environment and the class of     *)
(* models that they stand for, and conditions on them that the kernel computes: *)
(* user diversity, a confusing pair, a unique optimum.                          *)
(* Claims: none by itself; certificates of T1, T7 and T9 for one instance rest  *)
(* on it. Definitions that a certificate's statement mentions:                  *)
(*   data           weights, comparators and rewards as integers over a unit    *)
(*   valid I        the integers do describe an instance; computed              *)
(*   env_of ok      its contexts, responses, comparators, with the link sigma   *)
(*   class_of ok    its models; each serves the first of its best responses     *)
From Coq Require Import ZArith.
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import zify ssrZ.
From UserDiversity Require Import Model Basics CertificateNumbers.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Record data := Data {
  others : nat;                         (* responses, but one *)
  weights : seq Z;                      (* p_c is its weight over their sum *)
  comparator_unit : Z;
  comparators : seq (seq (seq Z));      (* by context, deployed response, comparator *)
  reward_unit : Z;
  rewards : seq (seq (seq Z))           (* by model, context, response *)
}.

Definition row := seq Z.

Section Computed.
Variable I : data.

Definition contexts := size (weights I).
Definition responses := (others I).+1.
Definition models := size (rewards I).

Definition total := zsum id (weights I).
Definition model m : seq row := nth [::] (rewards I) m.

Definition weightZ c := nth Z0 (weights I) c.
Definition kappaZ c y y' := nth Z0 (nth [::] (nth [::] (comparators I) c) y) y'.
Definition rewardZ m c y := nth Z0 (nth [::] (model m) c) y.

Definition comparator_row_ok (ks : row) :=
  [&& size ks == responses, all (Z.leb Z0) ks & Z.eqb (zsum id ks) (comparator_unit I)].
Definition table_ok (table : seq row) := (size table == responses) && all comparator_row_ok table.
Definition model_ok (rs : seq row) := (size rs == contexts) && all (fun r => size r == responses) rs.

Definition valid :=
  [&& (0 < contexts)%N, all (Z.ltb Z0) (weights I),
      Z.ltb Z0 (comparator_unit I), Z.ltb Z0 (reward_unit I),
      size (comparators I) == contexts, all table_ok (comparators I) & all model_ok (rewards I)].

(* the first of the best responses of a row of rewards *)
Definition highest (r : row) : Z := foldr Z.max (head Z0 r) r.
Definition first_best (r : row) : nat := find (Z.eqb (highest r)) r.
Definition serves m c : nat := first_best (nth [::] (model m) c).

(* what a context with these comparators shows of two models, when [y] is served there *)
Definition same_gap (ga gb : Z) (x : Z * (Z * Z)) :=
  Z.ltb Z0 x.1 ==> Z.eqb (Z.sub ga x.2.1) (Z.sub gb x.2.2).
Definition same_context (x : seq row * (row * row)) :=
  let: (table, (ra, rb)) := x in
  let y := first_best ra in all (same_gap (nth Z0 ra y) (nth Z0 rb y)) (zip3 (nth [::] table y) ra rb).
Definition sameZ (ra rb : seq row) := all same_context (zip3 (comparators I) ra rb).

(* the policy of the first model is optimal for the second *)
Definition fine_context (x : row * row) :=
  let best := nth Z0 x.2 (first_best x.1) in all (fun z => Z.leb z best) x.2.
Definition fineZ (ra rb : seq row) := all fine_context (zip ra rb).

Definition diverseZ := all (fun ra => all (fun rb => sameZ ra rb ==> fineZ ra rb) (rewards I)) (rewards I).
Definition confusingZ a b := sameZ (model a) (model b) && ~~ fineZ (model a) (model b).
Definition unique_row (r : row) := all (fun z => Z.ltb z (highest r)) (drop (first_best r).+1 r).
Definition uniqueZ m := all unique_row (model m).
End Computed.

(** * The first of the best responses *)

Lemma highest_ge r y : (y < size r)%N -> Z.leb (nth Z0 r y) (highest r).
Proof.
rewrite /highest; move: (head Z0 r) => h; elim: r y => [|x r IH] [|y] //= lt; first by lia.
by have := IH y lt; lia.
Qed.

Lemma highest_in r : (0 < size r)%N -> has (Z.eqb (highest r)) r.
Proof.
case: r => // x r _; rewrite /highest /= -/(has _ _).
have [e|] : foldr Z.max x r = x \/ has (Z.eqb (foldr Z.max x r)) r.
- elim: r => [|y r IH] /=; first by left.
  have [->|->] : Z.max y (foldr Z.max x r) = y \/ Z.max y (foldr Z.max x r) = foldr Z.max x r by lia.
    by right; rewrite Z.eqb_refl.
  by case: IH => [e|h]; [left | right; rewrite h orbT].
- by rewrite e; apply/orP; left; apply/Z.eqb_eq; lia.
move=> /hasP[z zr /Z.eqb_eq e]; have [m|m] : Z.max x (foldr Z.max x r) = x \/ Z.max x (foldr Z.max x r) = z by lia.
  by rewrite m Z.eqb_refl.
by apply/orP; right; apply/hasP; exists z => //; rewrite m Z.eqb_refl.
Qed.

Section FirstBest.
Variables (r : row) (n : nat).
Hypothesis rn : size r = n.+1.

Lemma first_best_lt : (first_best r < n.+1)%N.
Proof. by rewrite -rn -has_find highest_in ?rn. Qed.

Lemma first_best_highest : nth Z0 r (first_best r) = highest r.
Proof. by apply/esym/Z.eqb_eq/(nth_find Z0); rewrite highest_in ?rn. Qed.

Lemma first_best_ge y : (y < n.+1)%N -> Z.leb (nth Z0 r y) (nth Z0 r (first_best r)).
Proof. by move=> lt; rewrite first_best_highest highest_ge ?rn. Qed.

Lemma first_best_before y : (y < first_best r)%N -> Z.ltb (nth Z0 r y) (nth Z0 r (first_best r)).
Proof.
move=> lt; have := before_find Z0 lt; have le := @first_best_ge y (ltn_trans lt first_best_lt).
by move: le; rewrite first_best_highest; lia.
Qed.

Lemma unique_row_lt y : unique_row r -> (y < n.+1)%N -> y != first_best r ->
  Z.ltb (nth Z0 r y) (nth Z0 r (first_best r)).
Proof.
move=> u lt; rewrite neq_ltn => /orP[|gt]; first exact: first_best_before.
rewrite first_best_highest; have le : ((first_best r).+1 <= y)%N by [].
rewrite -(subnKC le) -nth_drop; apply: (all_nthP Z0 u).
by rewrite size_drop rn ltn_sub2r // (leq_ltn_trans le).
Qed.

(* the first best response is the only one with its reward not below, and not met before *)
Lemma first_best_unique y : (y < n.+1)%N ->
  (forall y', (y' < n.+1)%N -> Z.leb (nth Z0 r y') (nth Z0 r y)) ->
  (forall y', (y' < y)%N -> Z.ltb (nth Z0 r y') (nth Z0 r y)) -> first_best r = y.
Proof.
move=> lt ge before; have fl := first_best_lt; case: (ltngtP (first_best r) y) => // h.
  by have := before _ h; have := first_best_ge lt; lia.
by have := first_best_before h; have := ge _ fl; lia.
Qed.
End FirstBest.

(* [pick] takes the first index *)
Lemma ohead_filter_first (T : eqType) (q : pred T) (s : seq T) i j :
  ohead (filter q s) = Some i -> q j -> j \in s -> (index i s <= index j s)%N.
Proof.
elim: s => //= x s IH; case: ifP => [_ [->] _ _|nq]; first by rewrite eqxx.
move=> first qj; rewrite in_cons; case: (eqVneq j x) => [e|_ /= js]; first by rewrite -e qj in nq.
by case: eqP => // _; rewrite ltnS; apply: IH.
Qed.

Lemma pick_first n (q : pred 'I_n) i : pick q = Some i ->
  q i /\ forall j : 'I_n, (j < i)%N -> ~~ q j.
Proof.
move=> H; split=> [|j]; first by case: pickP H => // x qx [<-].
move: H; rewrite /pick -deprecated_filter_index_enum /index_enum -enumT => first lt; apply/negP => qj.
have := ohead_filter_first first qj (mem_enum _ j).
by rewrite !index_enum_ord leqNgt lt.
Qed.

Section Sound.
Variables (R : rcfType) (sigma : R -> R).
Hypothesis sigma_gt0 : forall x, 0 < sigma x.
Hypothesis sigmaN : forall x, sigma (- x) = 1 - sigma x.
Hypothesis sigma_inj : injective sigma.

Variable I : data.
Hypothesis ok : valid I.

Let C : finType := [finType of 'I_(contexts I)].
Let Y : finType := [finType of 'I_(responses I)].
Let M : finType := [finType of 'I_(models I)].

(** * What validity says *)

Let C0 : (0 < contexts I)%N. Proof. by case/andP: ok. Qed.
Let weight_gt0 (c : C) : Z.ltb Z0 (weightZ I c).
Proof. by case/andP: ok => _ /andP[/(all_index Z0 _ (erefl _))/(_ c)]. Qed.
Let unit_gt0 : Z.ltb Z0 (comparator_unit I). Proof. by case/and4P: ok. Qed.
Let reward_gt0 : Z.ltb Z0 (reward_unit I). Proof. by case/and5P: ok. Qed.

Lemma comparators_size : size (comparators I) = contexts I.
Proof. by case/and5P: ok => _ _ _ _ /and3P[/eqP]. Qed.
Let table_okP (c : C) : table_ok I (nth [::] (comparators I) c).
Proof. by case/and5P: ok => _ _ _ _ /and3P[_ /(all_index [::] _ comparators_size)/(_ c)]. Qed.
Lemma table_size (c : C) : size (nth [::] (comparators I) c) = responses I.
Proof. by case/andP: (table_okP c) => /eqP. Qed.
Let comparator_row_okP (c : C) (y : Y) : comparator_row_ok I (nth [::] (nth [::] (comparators I) c) y).
Proof. by case/andP: (table_okP c) => _ /(all_index [::] _ (table_size c))/(_ y). Qed.
Lemma comparator_row_size (c : C) (y : Y) : size (nth [::] (nth [::] (comparators I) c) y) = responses I.
Proof. by case/and3P: (comparator_row_okP c y) => /eqP. Qed.

Let model_okP (m : M) : model_ok I (model I m).
Proof. by case/and5P: ok => _ _ _ _ /and3P[_ _ /(all_index [::] _ (erefl _))/(_ m)]. Qed.
Lemma model_size (m : M) : size (model I m) = contexts I.
Proof. by case/andP: (model_okP m) => /eqP. Qed.
Lemma reward_size (m : M) (c : C) : size (nth [::] (model I m) c) = responses I.
Proof. by case/andP: (model_okP m) => _ /(all_index [::] _ (model_size m))/(_ c)/eqP. Qed.

(** * The environment *)

Definition pR (c : C) : R := fraction (weightZ I c) (total I).
Definition kappaR (c : C) (y y' : Y) : R := fraction (kappaZ I c y y') (comparator_unit I).

Lemma total_gt0 : 0 < zr (total I) :> R.
Proof.
rewrite /total (zr_zsum _ Z0) (bigD1 (Ordinal C0)) //= ltr_paddr ?zr_gt0 ?(weight_gt0 (Ordinal C0)) //.
by apply: sumr_ge0 => c _; apply: ltW; rewrite zr_gt0; apply: weight_gt0.
Qed.

Lemma comparator_unit_gt0 : 0 < zr (comparator_unit I) :> R. Proof. by rewrite zr_gt0. Qed.
Lemma reward_unit_gt0 : 0 < zr (reward_unit I) :> R. Proof. by rewrite zr_gt0. Qed.

Lemma pR_gt0 c : 0 < pR c. Proof. by apply: divr_gt0 total_gt0; rewrite zr_gt0; apply: weight_gt0. Qed.
Lemma pR_ge0 c : 0 <= pR c. Proof. exact/ltW/pR_gt0. Qed.
Lemma pR_sum : \sum_c pR c = 1.
Proof. by rewrite -mulr_suml -(zr_zsum _ Z0 id) divff // gt_eqF // total_gt0. Qed.

Lemma kappaR_ge0 c y y' : 0 <= kappaR c y y'.
Proof.
rewrite divr_ge0 ?(ltW comparator_unit_gt0) // zr_ge0.
by case/and3P: (comparator_row_okP c y) => _ /(all_index Z0 _ (comparator_row_size c y))/(_ y').
Qed.

Lemma kappaR_sum c y : \sum_y' kappaR c y y' = 1.
Proof.
rewrite -mulr_suml -(zr_zsum_size _ Z0 id (comparator_row_size c y)).
by case/and3P: (comparator_row_okP c y) => _ _ /Z.eqb_eq->; rewrite divff // gt_eqF // comparator_unit_gt0.
Qed.

Definition env_of : env R := @Env R C Y ord0 pR pR_ge0 pR_sum kappaR kappaR_ge0 kappaR_sum
  sigma sigma_gt0 sigmaN sigma_inj.

Lemma full : full_support env_of. Proof. exact: pR_gt0. Qed.

Lemma kappa_gt0 (c : C) (y y' : Y) : (0 < @kappa _ env_of c y y') = Z.ltb Z0 (kappaZ I c y y').
Proof. by rewrite pmulr_lgt0 ?invr_gt0 ?comparator_unit_gt0 // zr_gt0. Qed.

(** * Rewards that are a table of integers over a unit *)

Record represents (u : Z) (rows : seq row) (r : reward env_of) : Prop := Represents {
  table_contexts : size rows = contexts I;
  table_responses : forall c : C, size (nth [::] rows c) = responses I;
  table_reward : forall (c : C) (y : Y), r c y = fraction (nth Z0 (nth [::] rows c) y) u
}.

Section Tables.
Variable u : Z.
Hypothesis uZ : Z.ltb Z0 u.
Let u0 : 0 < zr u :> R. Proof. by rewrite zr_gt0. Qed.
Let u_neq0 : (zr u)^-1 != 0 :> R. Proof. by rewrite invr_eq0 gt_eqF. Qed.

Section One.
Variables (rows : seq row) (r : reward env_of).
Hypothesis tab : represents u rows r.
Local Notation value c y := (nth Z0 (nth [::] rows c) y).

Lemma table_le (c : C) (y y' : Y) : (r c y <= r c y') = Z.leb (value c y) (value c y').
Proof. by rewrite !(table_reward tab) ler_pmul2r ?invr_gt0 // zr_le. Qed.

Lemma table_gap (c : C) (y y' : Y) : gap r c y y' = fraction (Z.sub (value c y) (value c y')) u.
Proof. by rewrite /gap !(table_reward tab) -mulrBl -zrB. Qed.

(* the policy that is computed is the one of the model *)
Lemma table_best (c : C) : best r c = first_best (nth [::] rows c) :> nat.
Proof.
have rn := table_responses tab c; have le := table_le c.
rewrite ffunE /Order.arg_max /extremum; case E: [pick x | _] => [y|] /=; last first.
  case: pickP E => // none _; have := none (Ordinal (first_best_lt rn)); rewrite /= => /forallP[] y.
  by apply/implyP => _; rewrite le; apply: first_best_ge rn _ (ltn_ord y).
have [/= /forallP top first] := pick_first E.
have {} top (y' : nat) : (y' < responses I)%N -> Z.leb (value c y') (value c y).
  by move=> lt; have := top (Ordinal lt); rewrite /= le.
apply/esym; apply: (first_best_unique rn) => // y' lt.
have lt' : (y' < responses I)%N := ltn_trans lt (ltn_ord y).
have := first (Ordinal lt') lt; rewrite /= negb_forall => /existsP[z]; rewrite negb_imply le /=.
by have := top z (ltn_ord z); have := top y' lt'; lia.
Qed.

Lemma table_best_highest (c : C) : value c (best r c) = highest (nth [::] rows c).
Proof. by rewrite table_best (first_best_highest (table_responses tab c)). Qed.

Lemma table_unique : all unique_row rows -> unique_optimum r.
Proof.
move=> /(all_index [::] _ (table_contexts tab)) unique.
suff only c y : best_in r c y -> y = best r c by move=> c y y' /only-> /only->.
move=> top; apply/val_inj/eqP; rewrite /= table_best; apply: contraT => ne.
have := unique_row_lt (table_responses tab c) (unique c) (ltn_ord y) ne.
by have := top (Ordinal (first_best_lt (table_responses tab c))); rewrite table_le /=; lia.
Qed.
End One.

Section Two.
Variables (ra rb : seq row) (a b : reward env_of).
Hypotheses (ta : represents u ra a) (tb : represents u rb b).

Lemma sameP : agree (best a) a b <-> sameZ I ra rb.
Proof.
have at_contexts := (comparators_size, table_contexts ta, table_contexts tb).
have at_responses (c : C) := (comparator_row_size c (best a c), table_responses ta c, table_responses tb c).
have sizes := size_zip3 comparators_size (table_contexts ta) (table_contexts tb).
have rows (c : C) := size_zip3 (comparator_row_size c (best a c)) (table_responses ta c) (table_responses tb c).
have same (c : C) : same_context (nth ([::], ([::], [::])) (zip3 (comparators I) ra rb) c) =
    all (same_gap (nth Z0 (nth [::] ra c) (best a c)) (nth Z0 (nth [::] rb c) (best a c)))
        (zip3 (nth [::] (nth [::] (comparators I) c) (best a c)) (nth [::] ra c) (nth [::] rb c)).
  by rewrite (nth_zip3 _ _ _ _ comparators_size (table_contexts ta) (table_contexts tb)) /= -(table_best ta).
have gaps (c : C) (y' : Y) : same_gap (nth Z0 (nth [::] ra c) (best a c)) (nth Z0 (nth [::] rb c) (best a c))
    (nth (Z0, (Z0, Z0)) (zip3 (nth [::] (nth [::] (comparators I) c) (best a c)) (nth [::] ra c) (nth [::] rb c)) y')
    = (0 < @kappa _ env_of c (best a c) y') ==> (gap a c (best a c) y' == gap b c (best a c) y').
  rewrite (nth_zip3 _ _ _ _ (comparator_row_size c _) (table_responses ta c) (table_responses tb c)).
  by rewrite kappa_gt0 (table_gap ta) (table_gap tb) (inj_eq (mulIf u_neq0)) zr_eq.
split=> [ag | /(all_index ([::], ([::], [::])) _ sizes) s c y' k].
  apply/(all_index ([::], ([::], [::])) _ sizes) => c; rewrite same.
  by apply/(all_index (Z0, (Z0, Z0)) _ (rows c)) => y'; rewrite gaps; apply/implyP => k; apply/eqP/ag.
move: (s c); rewrite same => /(all_index (Z0, (Z0, Z0)) _ (rows c))/(_ y').
by rewrite gaps k => /eqP.
Qed.

Lemma fineP : optimal b (best a) <-> fineZ ra rb.
Proof.
have sizes : size (zip ra rb) = contexts I by rewrite size_zip (table_contexts ta) (table_contexts tb) minnn.
have fine (c : C) : fine_context (nth ([::], [::]) (zip ra rb) c)
    = all (fun z => Z.leb z (nth Z0 (nth [::] rb c) (best a c))) (nth [::] rb c).
  rewrite nth_zip /fine_context /= -?(table_best ta) //.
  by rewrite (table_contexts ta) (table_contexts tb).
split=> [o | /(all_index ([::], [::]) _ sizes) f c y].
  apply/(all_index ([::], [::]) _ sizes) => c; rewrite fine.
  by apply/(all_index Z0 _ (table_responses tb c)) => y; rewrite /= -(table_le tb); apply: o.
by move: (f c); rewrite fine => /(all_index Z0 _ (table_responses tb c))/(_ y); rewrite /= -(table_le tb).
Qed.

Lemma confusingP : sameZ I ra rb -> ~~ fineZ ra rb -> agree (best a) a b /\ 0 < loss b (best a).
Proof.
move=> s nf; split; first exact/sameP.
rewrite lt_neqAle loss_ge0 andbT eq_sym; apply: contra nf => /eqP z.
by apply/fineP/(optimal_loss full).
Qed.
End Two.
End Tables.

(** * The class of models *)

Definition reward_of (m : M) : reward env_of := fun c y => fraction (rewardZ I m c y) (reward_unit I).
Definition class_of : class env_of M := canonical_class reward_of.

Lemma class_table (m : M) : represents (reward_unit I) (model I m) (class_of m).
Proof. by split; [apply: model_size | apply: reward_size |]. Qed.

Lemma servesE (m : M) (c : C) : greedy class_of m c = serves I m c :> nat.
Proof. exact: table_best (class_table m) c. Qed.

Lemma gapE (m : M) (c : C) (y y' : Y) :
  gap (reward_of m) c y y' = fraction (Z.sub (rewardZ I m c y) (rewardZ I m c y')) (reward_unit I).
Proof. exact: table_gap (class_table m) c y y'. Qed.

(** * What the computed conditions say *)

Theorem diverse_sound : diverseZ I -> diverse class_of.
Proof.
move=> /(all_index [::] _ (erefl _)) D a b /(sameP reward_gt0 (class_table a) (class_table b)) s.
apply/loss_optimal/(fineP reward_gt0 (class_table a) (class_table b)).
by have /(all_index [::] _ (erefl _))/(_ b)/implyP/(_ s) := D a.
Qed.

Theorem confusing_sound (a b : M) : confusingZ I a b -> confusing class_of a b.
Proof. by case/andP=> s nf; exact: (confusingP reward_gt0 (class_table a) (class_table b) s nf). Qed.

Theorem not_diverse_sound (a b : M) : confusingZ I a b -> ~ diverse class_of.
Proof. by move=> /confusing_sound[ag w] D; move: w; rewrite (D a b ag) ltxx. Qed.

Theorem unique_sound (m : M) : uniqueZ I m -> unique_optimum (class_of m).
Proof. exact: (table_unique reward_gt0 (class_table m)). Qed.
End Sound.
