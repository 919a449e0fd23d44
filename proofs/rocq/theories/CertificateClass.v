(* No two models of a polytope confuse when the believed one has unique optima: *)
(* multipliers for every policy, T23 (B), computed.                             *)
(* Claims: none by itself; certificates of T23 for one instance rest on it. No  *)
(* axiom is used.                                                               *)
(*   unconfusedZ   every policy begins like one that no model prefers strictly, *)
(*                 with multipliers that show it, or is one of those for which  *)
(*                 multipliers show of each response that it gains nothing      *)
From Coq Require Import ZArith.
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import zify ssrZ.
From UserDiversity Require Import Model Basics Span CertificateNumbers CertificateInstance CertificateSpan.
From UserDiversity Require Import Divergence CertificateRegion.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

(* weights of the differences h_c(pi c) - h_c(y), by c and y *)
Definition weighted := seq (place * Z).

Record exclusion := Exclusion {
  scale : Z;                  (* of the difference that gains nothing *)
  of_hidden : seq Z;          (* weights of the inequalities at the hidden model *)
  of_believed : seq Z;        (* and at the believed one *)
  preferred : weighted;
  alike : weighted
}.

Definition cutting := (seq nat * (seq Z * weighted))%type.
(* a policy, and an exclusion for each context and response *)
Definition keeping := (seq nat * seq (seq exclusion))%type.

Section Computed.
Variables (I : data) (H : heads) (ineqs : seq inequality).

Definition normals := map fst ineqs.
Definition weighedZ (pi : seq nat) (ws : weighted) : row :=
  foldr (fun x acc => addZ (scaleZ x.2 (differenceZ H pi x.1)) acc) (nseq (dimension H) Z0) ws.
Definition boundZ (ls : seq Z) : Z := zsum (fun x => Z.mul x.1 x.2.2) (zip ls ineqs).

Definition place_ok (n : nat) (x : place * Z) := [&& (x.1.1 < n)%N, (x.1.1 < contexts I)%N & (x.1.2 < responses I)%N].
Definition weighted_ok n (ws : weighted) := all (place_ok n) ws && all (fun x => Z.leb Z0 x.2) ws.
Definition other (pi : seq nat) (x : place * Z) := x.1.2 != nth 0%N pi x.1.1.

Definition cut_ok (x : cutting) :=
  let: (pi, (ls, ws)) := x in
  [&& weighted_ok (size pi) ws, all (other pi) ws, has (fun w => Z.ltb Z0 w.2) ws, all (Z.leb Z0) ls,
      combineZ H ls normals == weighedZ pi ws & Z.leb (boundZ ls) Z0].

Definition exclusion_ok (pi : seq nat) (c y : nat) (e : exclusion) :=
  [&& Z.ltb Z0 (scale e), all (Z.leb Z0) (of_hidden e) && all (Z.leb Z0) (of_believed e),
      weighted_ok (contexts I) (preferred e), all (fun x => exposedZ I pi x.1) (alike e),
      combineZ H (of_hidden e) normals
        == addZ (scaleZ (scale e) (subZ (headZ H c y) (headZ H c (nth 0%N pi c)))) (weighedZ pi (alike e)),
      addZ (combineZ H (of_believed e) normals) (weighedZ pi (alike e)) == weighedZ pi (preferred e) &
      Z.leb (Z.add (boundZ (of_hidden e)) (boundZ (of_believed e))) Z0].
Definition keep_ok (x : keeping) :=
  let: (pi, es) := x in
  (size pi == contexts I) && all (fun c => all (fun y => (y == nth 0%N pi c) ||
    exclusion_ok pi c y (nth (Exclusion Z0 [::] [::] [::] [::]) (nth [::] es c) y)) (iota 0 (responses I)))
    (iota 0 (contexts I)).

(* every policy that begins with [pi] and has [n] contexts more is cut or kept *)
Fixpoint coveredZ (cuts keeps : seq (seq nat)) (n : nat) (pi : seq nat) : bool :=
  (pi \in cuts) || if n is n'.+1
  then all (fun y => coveredZ cuts keeps n' (rcons pi y)) (iota 0 (responses I)) else pi \in keeps.

Definition unconfusedZ (cuts : seq cutting) (keeps : seq keeping) :=
  [&& all (fun x => size x.1 == dimension H) ineqs, all cut_ok cuts, all keep_ok keeps &
      coveredZ (map fst cuts) (map fst keeps) (contexts I) [::]].
End Computed.

Section Sound.
Variables (R : rcfType) (sigma : R -> R).
Hypothesis sigma_gt0 : forall x, 0 < sigma x.
Hypothesis sigmaN : forall x, sigma (- x) = 1 - sigma x.
Hypothesis sigma_inj : injective sigma.
Variables (I : data) (ok : valid I) (H : heads) (okH : valid_heads I H).
Local Notation E := (env_of sigma_gt0 sigmaN sigma_inj ok).
Local Notation L := (linear_class sigma_gt0 sigmaN sigma_inj ok H).
Local Notation d := (dimension H).
Variables (cu : Z) (ineqs : seq inequality).
Hypothesis cuZ : Z.ltb Z0 cu.
Variables (cuts : seq cutting) (keeps : seq keeping).
Hypothesis unconfused : unconfusedZ I H ineqs cuts keeps.

(* a row of integers as a linear functional *)
Definition value (m : 'rV[R]_d) (v : row) : R := dot (vector R H (Zpos xH) v) m.

Lemma value_unit u v m : Z.ltb Z0 u -> value m v = zr u * dot (vector R H u v) m.
Proof.
move=> uZ; have u0 : zr u != 0 :> R by rewrite gt_eqF // zr_gt0.
rewrite /value !(dotC _ m) -dotZr; congr dot; apply/rowP => i.
by rewrite !mxE /fraction zr1 divr1 mulrCA divff ?mulr1.
Qed.

Lemma value_add m v w : size v = d -> size w = d -> value m (addZ v w) = value m v + value m w.
Proof. by move=> vd wd; rewrite /value vector_add // dotC dotDr !(dotC m). Qed.

Lemma value_scale m z v : size v = d -> value m (scaleZ z v) = zr z * value m v.
Proof. by move=> vd; rewrite /value vector_scale // dotC dotZr dotC. Qed.

Lemma value_zero m : value m (nseq d Z0) = 0.
Proof. by rewrite /value vector0 dotC dot0r. Qed.

Lemma normals_size x : x \in ineqs -> size x.1 = d.
Proof. by case/and4P: unconfused => /allP s _ _ _ /s/eqP. Qed.

(** * Inequalities *)

Lemma bound_le m ls : inside cu ineqs m -> all (Z.leb Z0) ls ->
  size (combineZ H ls (normals ineqs)) = d /\ value m (combineZ H ls (normals ineqs)) <= zr (boundZ ineqs ls).
Proof.
move=> m_in; rewrite /combineZ /normals /boundZ; have : {subset ineqs <= ineqs} by [].
move: {-2}ineqs => xs sub; elim: xs ls sub => [|x xs IH] [|l ls] sub //=; rewrite ?size_nseq ?value_zero //.
case/andP => l0 ls0; have [|s le] := IH ls _ ls0; first by move=> i ix; apply: sub; rewrite inE ix orbT.
have xin : x \in ineqs by apply: sub; rewrite mem_head.
have xs_size := normals_size xin; have scaled : size (scaleZ l x.1) = d by rewrite size_map.
split; first by rewrite size_map size_zip scaled s minnn.
rewrite (value_add _ scaled s) value_scale // zrD zrM ler_add // ler_wpmul2l ?zr_ge0 //.
rewrite (value_unit _ _ cuZ) mulrC -ler_pdivl_mulr ?zr_gt0 //; exact: m_in.
Qed.

(** * Differences *)

Variables (a : 'rV[R]_d).
Local Notation served := (best (L a : reward E)).
Definition policy_list := mkseq (fun c => if insub c is Some i then val (served i) else 0%N) (contexts I).

Lemma policy_listE (c : 'I_(contexts I)) : nth 0%N policy_list c = served c.
Proof. by rewrite nth_mkseq // valK. Qed.

Lemma value_difference m (c : 'I_(contexts I)) (y y' : 'I_(responses I)) :
  size (subZ (headZ H c y) (headZ H c y')) = d /\
  value m (subZ (headZ H c y) (headZ H c y')) = zr (head_unit H) * gap (L m : reward E) c y y'.
Proof.
have sy := head_size okH c y; have sy' := head_size okH c y'.
split; first by rewrite size_map size_zip sy sy' minnn.
rewrite (value_unit _ _ (head_unit_gt0 okH)) vector_sub // dotBl.
by rewrite /gap /= /head_of.
Qed.

(* the served responses of a policy that agrees with the believed model's so far *)
Definition follows (pi : seq nat) (x : place) :=
  [&& (x.1 < contexts I)%N, (x.2 < responses I)%N & nth 0%N pi x.1 == nth 0%N policy_list x.1].

Lemma follows_gap pi x : follows pi x -> exists (c : 'I_(contexts I)) (y : 'I_(responses I)),
  [/\ x = (val c, val y), size (differenceZ H pi x) = d &
      forall m, value m (differenceZ H pi x) = zr (head_unit H) * gap (L m : reward E) c (served c) y].
Proof.
case: x => c y /and3P[/= cl yl /eqP e]; exists (Ordinal cl), (Ordinal yl).
have [s v] := (fun m => value_difference m (Ordinal cl) (served (Ordinal cl)) (Ordinal yl)) 0.
rewrite /differenceZ /= e -[c]/(val (Ordinal cl)) policy_listE; split=> // m.
by case: (value_difference m (Ordinal cl) (served (Ordinal cl)) (Ordinal yl)).
Qed.

Definition weighed m pi (ws : weighted) : R :=
  foldr (fun x acc => zr x.2 * value m (differenceZ H pi x.1) + acc) 0 ws.

Lemma weighed_value pi (ws : weighted) : all (fun x => follows pi x.1) ws ->
  size (weighedZ H pi ws) = d /\ forall m, value m (weighedZ H pi ws) = weighed m pi ws.
Proof.
elim: ws => [|x ws IH] /=; first by rewrite size_nseq; split=> // m; apply: value_zero.
case/andP => fx /IH[s v]; have [c [y [_ xs _]]] := follows_gap fx.
have scaled : size (scaleZ x.2 (differenceZ H pi x.1)) = d by rewrite size_map.
split=> [|m]; first by rewrite size_map size_zip scaled s minnn.
by rewrite (value_add _ scaled s) value_scale // v.
Qed.

Lemma weighed_ge0 m pi (ws : weighted) : all (fun x => Z.leb Z0 x.2) ws ->
  (forall x, x \in ws -> 0 <= value m (differenceZ H pi x.1)) -> 0 <= weighed m pi ws.
Proof.
elim: ws => [|x ws IH] //= /andP[x0 ws0] pos; rewrite addr_ge0 ?mulr_ge0 ?zr_ge0 ?pos ?mem_head //.
by apply: IH => // z zw; apply: pos; rewrite inE zw orbT.
Qed.

Lemma weighed_gt0 m pi (ws : weighted) : all (fun x => Z.leb Z0 x.2) ws -> has (fun x => Z.ltb Z0 x.2) ws ->
  (forall x, x \in ws -> 0 < value m (differenceZ H pi x.1)) -> 0 < weighed m pi ws.
Proof.
elim: ws => [|x ws IH] //= /andP[x0 ws0] some pos.
have later z : z \in ws -> 0 < value m (differenceZ H pi z.1) by move=> zw; apply: pos; rewrite inE zw orbT.
have ge := weighed_ge0 ws0 (fun z zw => ltW (later z zw)).
have x1 := pos x (mem_head _ _); case/orP: some => [x2|/IH gt].
  by apply: ltr_paddr => //; rewrite mulr_gt0 ?zr_gt0.
by apply: ltr_paddl; [rewrite mulr_ge0 ?zr_ge0 ?ltW | apply: gt].
Qed.

Lemma weighed_eq m m' pi (ws : weighted) :
  (forall x, x \in ws -> value m (differenceZ H pi x.1) = value m' (differenceZ H pi x.1)) ->
  weighed m pi ws = weighed m' pi ws.
Proof.
elim: ws => [|x ws IH] //= eqs; rewrite eqs ?mem_head // IH // => z zw.
by apply: eqs; rewrite inE zw orbT.
Qed.

(** * Every policy *)

Lemma covered_cases cs ks n pi : coveredZ I cs ks n pi -> forall tau : seq nat,
  (size pi + n)%N = size tau -> all (fun y => (y < responses I)%N) tau -> pi = take (size pi) tau ->
  (exists2 k, (k <= size tau)%N & take k tau \in cs) \/ tau \in ks.
Proof.
elim: n pi => [|n IH] pi /=.
  rewrite addn0 => /orP[pc|pk] tau st _ e; [left; exists (size pi); rewrite -?e ?st // | right].
  by rewrite e st take_size in pk.
case/orP => [pc tau st _ e|]; first by left; exists (size pi); rewrite -?e // -st leq_addr.
move=> /(all_index 0%N _ (size_iota 0 (responses I))) next tau st small e.
have lt : (size pi < size tau)%N by rewrite -st -addSnnS leq_addr.
have yl : (nth 0%N tau (size pi) < responses I)%N by apply: (allP small); rewrite mem_nth.
have := next (Ordinal yl); rewrite nth_iota //= add0n => /IH; apply=> //.
  by rewrite size_rcons addSnnS.
by rewrite size_rcons (take_nth 0%N) // -e.
Qed.

Hypothesis a_in : inside cu ineqs a.
Hypothesis a_unique : unique_optimum (L a : reward E).

Lemma served_gt0 c y : y != served c -> 0 < gap (L a : reward E) c (served c) y.
Proof. by move=> ne; apply: unique_gap_gt0 => //; apply: best_best. Qed.

Lemma served_ge0 c y : 0 <= gap (L a : reward E) c (served c) y.
Proof. by rewrite subr_ge0; apply: best_best. Qed.

Lemma not_cut (x : cutting) k : cut_ok I H ineqs x -> (k <= contexts I)%N -> take k policy_list = x.1 -> False.
Proof.
case: x => pi [ls ws] /= ok_cut kc e; case/and5P: ok_cut => /andP[places ws0] others some ls0 /andP[/eqP sum le].
have sp : size policy_list = contexts I by rewrite size_mkseq.
have f : all (fun x => follows pi x.1) ws.
  apply/allP => x xw; have /and3P[xs xc xy] := allP places x xw.
  have xk : (x.1.1 < k)%N.
    by apply: leq_trans xs _; rewrite -e size_take sp; case: ltnP => // ck; apply: leq_trans ck _.
  by rewrite /follows xc xy -e nth_take // eqxx.
have [_ v] := weighed_value f; have [_ up] := bound_le a_in ls0.
have : 0 < weighed a pi ws.
  apply: weighed_gt0 => // x xw; have [c [y [xE _ ->]]] := follows_gap (allP f x xw).
  rewrite mulr_gt0 ?zr_gt0 ?(head_unit_gt0 okH) // served_gt0 //.
  have /and3P[_ _ /eqP e1] := allP f x xw; have := allP others x xw.
  by rewrite /other e1 xE /= policy_listE (inj_eq val_inj).
rewrite -v -sum ltNge => /negP; apply; apply: le_trans up _; rewrite -(zr0 R) zr_le; lia.
Qed.

Lemma kept_optimal (x : keeping) b : keep_ok I H ineqs x -> x.1 = policy_list -> inside cu ineqs b ->
  agree served (L a : reward E) (L b) -> optimal (L b : reward E) served.
Proof.
case: x => pi es /= /andP[_ checks] e b_in ag c y.
move: checks => /(all_index 0%N _ (size_iota 0 (contexts I)))/(_ c); rewrite nth_iota // add0n.
move=> /(all_index 0%N _ (size_iota 0 (responses I)))/(_ y); rewrite nth_iota // add0n.
rewrite e policy_listE => /orP[/eqP ys|].
  by rewrite (_ : y = served c) //; apply: val_inj.
set ex := nth _ _ _; case/and5P => s0 /andP[hid0 bel0] /andP[places pref0] exposed /and3P[/eqP hid /eqP bel le].
have fp : all (fun x => follows policy_list x.1) (preferred ex).
  by apply/allP => x /(allP places)/and3P[_ xc xy]; rewrite /follows xc xy eqxx.
have fa : all (fun x => follows policy_list x.1) (alike ex).
  by apply/allP => x /(allP exposed)/and3P[xc xy _]; rewrite /follows xc xy eqxx.
have [sp vp] := weighed_value fp; have [sa va] := weighed_value fa.
have [sh uh] := bound_le b_in hid0; have [sb ub] := bound_le a_in bel0.
have same : weighed b policy_list (alike ex) = weighed a policy_list (alike ex).
  apply: weighed_eq => x xa; have := allP exposed x xa; have [c' [y' [xE _ v]]] := follows_gap (allP fa x xa).
  rewrite !v /exposedZ xE /= !ltn_ord /= policy_listE => k; congr (_ * _).
  by apply/esym/ag; rewrite kappa_gt0.
have pref : 0 <= weighed a policy_list (preferred ex).
  apply: weighed_ge0 => // x xp; have [c' [y' [_ _ ->]]] := follows_gap (allP fp x xp).
  by rewrite mulr_ge0 ?served_ge0 // ltW // zr_gt0 (head_unit_gt0 okH).
have [ds dv] := value_difference b c y (served c).
have scaled : size (scaleZ (scale ex) (subZ (headZ H c y) (headZ H c (served c)))) = d by rewrite size_map.
rewrite policy_listE in hid; move: uh ub; rewrite hid (value_add _ scaled sa) value_scale // dv va same => uh ub.
have : value a (addZ (combineZ H (of_believed ex) (normals ineqs)) (weighedZ H policy_list (alike ex)))
    = weighed a policy_list (preferred ex) by rewrite bel vp.
rewrite (value_add _ sb sa) va => eqs.
have total : zr (boundZ ineqs (of_hidden ex)) + zr (boundZ ineqs (of_believed ex)) <= 0 :> R.
  by rewrite -zrD -(zr0 R) zr_le.
have up : zr (scale ex) * (zr (head_unit H) * gap (L b : reward E) c y (served c)) <= 0.
  apply: le_trans total; rewrite -(ler_add2r (weighed a policy_list (alike ex))).
  apply: le_trans uh _; rewrite -addrA ler_addl.
  by apply: le_trans pref _; rewrite -eqs ler_add2r.
by move: up; rewrite !pmulr_rle0 ?zr_gt0 ?(head_unit_gt0 okH) // subr_le0.
Qed.

Theorem unconfused_sound b : inside cu ineqs b -> agree served (L a : reward E) (L b) -> Delta L a b = 0.
Proof.
move=> b_in ag; apply: loss_optimal; case/and4P: unconfused => _ cs ks cov.
have sp : size policy_list = contexts I by rewrite size_mkseq.
have small : all (fun y => (y < responses I)%N) policy_list.
  by apply/(all_index 0%N _ sp) => c; rewrite policy_listE ltn_ord.
have [] := covered_cases cov (esym sp) small (esym (take0 _)); first case=> k kc /mapP[x xc e].
  by case: (@not_cut x k (allP cs x xc)); rewrite -?sp.
pose x0 : keeping := ([::], [::]); case/(nthP [::]) => i; rewrite size_map => il.
rewrite (nth_map x0) // => e; have k := all_nthP x0 ks i il.
by apply: (kept_optimal k e b_in ag).
Qed.
End Sound.
