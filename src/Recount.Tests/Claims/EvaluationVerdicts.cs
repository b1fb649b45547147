using Recount.Audits;
using Recount.Claims;
using Recount.Claims.Evaluations;
using Recount.Findings;
using Recount.Printed;
using Recount.Reports;
using Recount.Scoring;
using Recount.Scoring.Grids;
using Recount.Scoring.Items;
using Recount.Scoring.Tasks;
using Recount.Specs;
using Recount.Tests.Scoring.Items;
using Recount.Text;

namespace Recount.Tests.Claims;

/// <summary>What a grid of formats gave, made by hand, held against what was printed.</summary>
public class EvaluationVerdicts
{
    // By format, item by item: right, wrong, and with a near tie right? or wrong?
    private const string Eight = "a 11111000 b 11100000 c 1110!?00";

    [Theory]
    [InlineData("62.5 %", "", "reproduced")]
    [InlineData("0.62", "", "reproduced")]
    [InlineData("50.0 %", "", "deviates")]
    [InlineData("50.0 %", "sample: same", "deviates")]
    [InlineData("62.5 %", "sample: reconstructed", "inconclusive")]
    [InlineData("62.5 %", "sample: other", "inconclusive")]
    [InlineData("62.5", "", "not-testable")]
    [InlineData("62.5 %", "shots: 0", "reproduced")]
    [InlineData("62.5 %", "shots: 32", "not-comparable")]
    [InlineData("62.5 %", "scoring: text", "reproduced")]
    [InlineData("62.5 %", "scoring: letters", "not-comparable")]
    [InlineData("62.5 %", "split: dev", "reproduced")]
    [InlineData("62.5 %", "split: test", "not-comparable")]
    [InlineData("62.5 %", "model: small", "reproduced")]
    [InlineData("62.5 %", "model: large", "not-comparable")]
    [InlineData("62.5 %", "version: \"2\"", "not-comparable")]
    [InlineData("62.5 %", "prompt: undisclosed", "not-comparable")]
    [InlineData("62.5 %", "prompt: disclosed", "reproduced")]
    public void A_score_is_held_against_what_is_printed_under_the_protocol_of_the_paper(string published, string more, string verdict) =>
        Assert.Equal(verdict, Find(published, $"format: a{(more.Length > 0 ? ", " : "")}{more}").Verdict.Word);

    [Fact]
    public void A_score_is_a_count_of_items_with_what_it_rests_on()
    {
        var finding = Find("62.5 %", "format: a");
        Assert.Equal("acc of q by little one under the format a is 62.5 % (5 of 8); 62.5 % is printed.", finding.Reason);
        Assert.Equal("62.5 % (5 of 8)", finding.Measured!.Text);
        Assert.Contains(finding.Steps, s => s is { Label: "format", Text: "a: {question}, yes/no, text, normalisation none" });
        Assert.Contains(finding.Steps, s => s is { Label: "majority", Text: "always 'yes' would be right in 4 of 8: 50.0 %" });
        Assert.Contains(finding.Steps, s => s is { Label: "made", Text: "by hand" });
        Assert.Contains(finding.Steps, s => s is { Label: "protocol", Text: "model small, metric acc, split dev, shots 0, scoring text" });
        var off = Find("50.0 %", "format: a");
        Assert.EndsWith("50.0 % is printed, which means 4 of 8: 1 item fewer than measured.", off.Reason, StringComparison.Ordinal);
        Assert.Equal(Level.Warning, off.Level);
    }

    [Theory]
    [InlineData("50 %", "", "inconclusive")]
    [InlineData("62 %", "", "inconclusive")]
    [InlineData("56 %", "", "deviates")]
    [InlineData("36 %", "", "deviates")]
    [InlineData("60 %", ", tolerance: { margin: 23, because: other kernels }", "reproduced")]
    public void Near_ties_leave_several_counts_of_which_some_or_none_or_all_print_so(string published, string more, string verdict)
    {
        var finding = Find(published, "format: c", Eight, more);
        Assert.Equal(verdict, finding.Verdict.Word);
        Assert.Contains("37.5 % to 62.5 % (3 to 5 of 8)", finding.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("25.0 points", "", "reproduced")]
    [InlineData("0.25", "", "reproduced")]
    [InlineData("-25.0 points", "", "deviates")]
    [InlineData("12.5 points", "sample: other", "inconclusive")]
    [InlineData("25.0 points", "prompt: undisclosed", "not-comparable")]
    public void A_difference_of_formats_is_told_in_pairs(string published, string more, string verdict)
    {
        var finding = Find(published, $"format: a, above: b{(more.Length > 0 ? ", " : "")}{more}");
        Assert.Equal(verdict, finding.Verdict.Word);
        Assert.Contains("acc of q by little one under the format a above that under b is", finding.Reason, StringComparison.Ordinal);

        // Six items on one side are significant: of 31, a quarter of which differ, so many do with probability .82; of 30, with .797.
        Assert.Contains(finding.Steps, s => s is { Label: "power", Text: "2 of 8 items differ: too few to show any difference in 80 % of such samples; 25.0 points would take 31" });
        Assert.Contains("2 items are right only with the first, 0 only with the second of 8", finding.Reason, StringComparison.Ordinal);
        Assert.Contains(finding.Steps, s => s is { Label: "against", Text: "b: {question}?, yes/no, text, normalisation none" });
    }

    [Fact]
    public void A_difference_on_other_items_deviates_where_chance_does_not_explain_it()
    {
        var grid = $"a {new string('1', 60)}{new string('0', 40)} b {new string('0', 100)}";
        var finding = Find("-10.0 points", "format: a, above: b, sample: other", grid);
        Assert.Equal(("deviates", true), (finding.Verdict.Word, finding.P!.Decides));
        Assert.InRange(finding.P.P, 0, 1e-6);
    }

    [Theory]
    [InlineData("12.5 points", "inconclusive")]
    [InlineData("0.0 points", "inconclusive")]
    [InlineData("25.0 points", "inconclusive")]
    [InlineData("30.0 points", "deviates")]
    public void Near_ties_reach_differences(string published, string verdict)
    {
        var finding = Find(published, "format: a, above: c");
        Assert.Equal(verdict, finding.Verdict.Word);
        Assert.Contains("is 0.0 points to 25.0 points", finding.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("by: small, than: large", "37.5 points", "reproduced")]
    [InlineData("by: large, than: small", "-37.5 points", "reproduced")]
    [InlineData("by: small, than: large", "-37.5 points", "deviates")]
    public void One_model_is_held_against_another_under_one_format(string models, string published, string verdict)
    {
        var finding = Findings(Body(published, $"format: a, {models}", "", "[small, large]"), m => m.Name == "small" ? "a 11111000 b 1 c 1" : "a 10000100 b 1 c 1")[0];
        Assert.Equal(verdict, finding.Verdict.Word);
        Assert.Contains(" by little one", finding.Reason, StringComparison.Ordinal);
        Assert.Contains("large", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_is_missing_or_breaks_costs_only_the_claims_that_ask_for_it()
    {
        var body = Body("37.5 points", "format: a, by: small, than: large", "", "[small, large]", "50 %", "format: a, by: large", "62.5 %", "format: a, by: small");
        var missing = Findings(body, Evaluate(m => m.Name == "small" ? "a 11111000 b 1 c 1" : null));
        Assert.Equal(["not-run", "not-run", "reproduced"], missing.Select(f => f.Verdict.Word));
        Assert.Equal("recount fetch paper", ((Verdict.NotRun)missing[0].Verdict).Get);
        Assert.Equal("model.onnx is not here. To get it: recount fetch paper", missing[0].Reason);

        var broken = Findings(body, Evaluate(m => m.Name == "small" ? "a 11111000 b 1 c 1" : ""));
        Assert.Equal(["failed", "failed", "reproduced"], broken.Select(f => f.Verdict.Word));
        Assert.Equal("The measurement broke: out of paper.", broken[0].Reason);
    }

    [Theory]
    [InlineData("metric: acc_norm", "75.0 %", "reproduced")]
    [InlineData("metric: acc_norm", "62.5 %", "deviates")]
    [InlineData("metric: brier", "0.31", "reproduced")]
    [InlineData("metric: acc_calibrated", "0.31", "failed")]
    [InlineData("metric: acc_norm, sample: other", "75.0 %", "inconclusive")]
    public void Other_metrics_are_those_of_the_task(string metric, string published, string verdict) => Assert.Equal(verdict, Find(published, $"format: a, {metric}").Verdict.Word);

    [Fact]
    public void A_metric_that_the_task_lacks_is_told_with_those_it_has() =>
        Assert.Equal("The measurement broke: the task has no metric 'acc_calibrated'; it has acc, acc_norm, brier, macro_f1.", Find("0.31", "format: a, metric: acc_calibrated").Reason);

    [Fact]
    public void F1_is_of_what_the_format_prefers_and_not_of_the_likelihoods_as_they_are()
    {
        // Right are 3 of 4 items of the one class, which is taken 5 times, and 2 of 4 of the other, taken 3 times: (6/9 + 4/7) / 2. The task's own is 0 here.
        var finding = Find("61.9 %", "format: a, metric: macro_f1");
        Assert.Equal("reproduced", finding.Verdict.Word);
        Assert.StartsWith("macro_f1 of q by little one under the format a is 61.905 %", finding.Reason, StringComparison.Ordinal);

        // Two near ties, one in either class: F1 is (4/9 + 2/7) / 2 where both fall wrong and (6/9 + 4/7) / 2 where both fall right.
        var open = Find("61.9 %", "format: c, metric: macro_f1");
        Assert.Equal("inconclusive", open.Verdict.Word);
        Assert.DoesNotContain(open.Steps, s => s.Label == "caution");
        Assert.Equal("36.508 % to 61.905 %", open.Measured!.Text);
    }

    [Theory]
    [InlineData("25.0 points", "", "reproduced")]
    [InlineData("26.0 points", "", "deviates")]
    [InlineData("26.0 points", ", tolerance: { margin: 2, because: another seed }", "reproduced")]
    [InlineData("about 25 points", "", "not-testable")]
    [InlineData("25", "", "not-testable")]
    public void The_range_of_formats_is_compared(string published, string more, string verdict)
    {
        var finding = Find(published, "spread: range", "a 11111000 b 11100000 c 11110000", more);
        Assert.Equal(verdict, finding.Verdict.Word);
        Assert.Contains("The range of q by little one over 3 formats is", finding.Reason, StringComparison.Ordinal);
        Assert.Contains(finding.Steps, s => s is { Label: "scores", Text: "37.5 to 62.5 %; quartiles 43.8, 50.0, 56.3" });
        Assert.Contains(finding.Steps, s => s is { Label: "extremes", Text: "best a, worst b" });
        Assert.Equal(new Step("verdict", verdict), finding.Steps[^1]);
    }

    [Theory]
    [InlineData("25.0 points", "inconclusive")]
    [InlineData("40.0 points", "inconclusive")]
    [InlineData("60.0 points", "deviates")]
    [InlineData("20.0 points", "deviates")]
    public void A_range_moves_with_near_ties(string published, string verdict)
    {
        // c has from 3 to 7 right of 8, a 5 and b 3: the range is from 2 to 4 eighths.
        var finding = Find(published, "spread: range", "a 11111000 b 11100000 c 111!!??0");
        Assert.Equal(verdict, finding.Verdict.Word);
        Assert.Contains("over 3 formats is 25.0 points to 50.0 points", finding.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("range", "25.0 points", "inconclusive")]
    [InlineData("range", "90.0 points", "deviates")]
    [InlineData("deviation", "10.0 points", "inconclusive")]
    public void A_spread_on_other_items_is_an_interval(string spread, string published, string verdict) =>
        Assert.Equal(verdict, Find(published, $"spread: {spread}, sample: other", "a 11111000 b 11100000 c 11110000").Verdict.Word);

    [Fact]
    public void A_deviation_is_that_of_the_formats_without_what_chance_adds()
    {
        var finding = Find("12.3 points", "spread: deviation", "a 11111000 b 11100000 c 11110000");
        Assert.StartsWith("The standard deviation, less what chance adds, of q by little one over 3 formats is 7.715 points (p = ", finding.Reason, StringComparison.Ordinal);
        Assert.Equal("deviates", finding.Verdict.Word);
    }

    [Fact]
    public void A_spread_takes_two_items()
    {
        Assert.Equal("The measurement broke: formats spread over two items at least, and one was evaluated.", Find("25.0 points", "spread: range", "a 1 b 0 c 1").Reason);
        Assert.Equal("failed", Find("25.0 %", "", "a 1 b 0 c 1").Verdict.Word);
    }

    [Fact]
    public void A_score_whose_prompt_nobody_knows_gets_its_place_among_the_formats()
    {
        var finding = Find("60.5 %", "", "a 11111000 b 11100000 c 11110000");
        Assert.Equal("37.5 % to 62.5 %", Assert.IsType<Verdict.NotComparable>(finding.Verdict).Range);
        Assert.Equal(
            "acc of q by little one is 37.5 % to 62.5 % over the formats, and 60.5 % is printed; the two need not agree: nobody knows under which format it was measured. " +
            "66.7 % of the formats score less and 33.3 % more; the nearest is a, 2.0 points above, and 2 of the other 2 cannot be told from it at 95 % (b, c).",
            finding.Reason);
        Assert.Contains("the paper used 5 shots, measured with 0", Find("60.5 %", "shots: 5", "a 11111000 b 11100000 c 11110000").Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("shots", Find("60.5 %", "shots: 0", "a 11111000 b 11100000 c 11110000").Reason, StringComparison.Ordinal);
        Assert.Equal("not-testable", Find("60.5", "").Verdict.Word);
        Assert.EndsWith("nobody knows under which format it was measured.", Find("about 60 %", "").Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void What_takes_long_is_left_out_unless_everything_is_asked_for()
    {
        var body = Body("62.5 %", "format: a").Replace("items: qs,", "items: qs, effort: full,", StringComparison.Ordinal);
        var finding = Assert.Single(Findings(body, _ => Eight));
        Assert.Equal("recount audit --full", Assert.IsType<Verdict.NotRun>(finding.Verdict).Get);
        Assert.Equal("reproduced", Assert.Single(Audit(Read(body), Evaluate(_ => Eight), true).Findings).Verdict.Word);
    }

    [Fact]
    public void Where_nothing_runs_models_it_is_not_run()
    {
        var audit = Audited.Audit(Read(Body("62.5 %", "format: a")));
        Assert.Equal("recount audit", Assert.IsType<Verdict.NotRun>(Assert.Single(audit.Findings).Verdict).Get);
    }

    [Fact]
    public void A_model_is_evaluated_once_however_many_claims_ask()
    {
        var runs = 0;
        Evaluated Once(DeclaredEvaluation e, DeclaredModel m, CancellationToken stop)
        {
            Interlocked.Increment(ref runs);
            return Evaluate(_ => Eight)(e, m, stop);
        }

        var findings = Findings(Body("62.5 %", "format: a", "", "small", "37.5 %", "format: b", "60 %", ""), Once);
        Assert.Equal((3, 1), (findings.Count, runs));
    }

    [Fact]
    public void While_a_model_runs_no_thread_of_the_pool_waits_for_it()
    {
        var (ofPool, begun, before) = (true, 0, -1);
        Evaluated Looks(DeclaredEvaluation e, DeclaredModel m, CancellationToken stop)
        {
            (ofPool, before) = (Thread.CurrentThread.IsThreadPoolThread, Volatile.Read(ref begun));
            return Evaluate(_ => Eight)(e, m, stop);
        }

        var spec = Read(Body("62.5 %", "format: a", "", "small", "37.5 %", "format: b", "60 %", ""));
        AuditRun.Measure(Plan.Of([spec]), _ => Interlocked.Increment(ref begun), null, new(false, TestContext.Current.CancellationToken, Looks));
        Assert.Equal((false, 0, 3), (ofPool, before, begun));
    }

    [Fact]
    public void What_breaks_a_run_is_told_by_every_claim_that_asks()
    {
        var findings = Findings(Body("62.5 %", "format: a", "", "small", "37.5 %", "format: b"), (_, _, _) => throw new InvalidOperationException("the disk is full."));
        Assert.Equal([new Verdict.Failed("the disk is full"), new Verdict.Failed("the disk is full")], findings.Select(f => f.Verdict));
    }

    [Fact]
    public void A_run_that_was_stopped_is_begun_anew()
    {
        var spec = Read(Body("62.5 %", "format: a"));
        using var stop = new CancellationTokenSource();
        Evaluated Stops(DeclaredEvaluation e, DeclaredModel m, CancellationToken token)
        {
            stop.Cancel();
            throw new OperationCanceledException(token);
        }

        Assert.ThrowsAny<OperationCanceledException>(() => AuditRun.Measure(Plan.Of([spec]), null, null, new(false, stop.Token, Stops)));
        Assert.Equal("reproduced", Assert.Single(Audit(spec, Evaluate(_ => Eight)).Findings).Verdict.Word);
    }

    [Fact]
    public void A_family_adjusts_what_rests_on_chance()
    {
        var grid = $"a {new string('1', 60)}{new string('0', 40)} b {new string('1', 50)}{new string('0', 50)} c 1";
        var body = Body("49.0 %", "format: a, sample: other", ", family: f", "small", "50.0 %", "format: b, sample: other") + "families: { f: {} }\n";
        var alone = Findings(body.Replace(", family: f", "", StringComparison.Ordinal).Replace("families: { f: {} }\n", "", StringComparison.Ordinal), _ => grid);
        Assert.Equal(["deviates", "inconclusive"], alone.Select(f => f.Verdict.Word));
        var family = Findings(body, _ => grid);
        Assert.InRange(family[0].P!.Adjusted!.Value, alone[0].P!.P, 1);
        Assert.Equal(Math.Min(1, 2 * alone[0].P!.P), family[0].P!.Adjusted!.Value, 9);
        Assert.Contains("Adjusted over the 2 checks of the family f (holm)", family[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Items_that_are_quoted_make_a_note_of_what_rests_on_them()
    {
        var finding = Findings(Body("50.0 %", "format: a").Replace("split: dev", "split: dev, status: secondary, source: a mirror", StringComparison.Ordinal), _ => Eight)[0];
        Assert.Equal((Status.Secondary, Level.Note, "deviates"), (finding.Status, finding.Level, finding.Verdict.Word));
        Assert.StartsWith("As quoted by a mirror: acc of q", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_audit_with_evaluations_reads_back_equal()
    {
        var spec = Read(Body("62.5 %", "format: a", "", "small", "60.5 %", "", "25.0 points", "spread: range", "12.5 points", "format: a, above: c", "0.31", "format: a, metric: acc_calibrated"));
        var audit = new Audit([Audit(spec, Evaluate(_ => Eight))], new("0.1.0", null, false, "", "", default, default, []));
        Assert.Equal(["reproduced", "not-comparable", "reproduced", "inconclusive", "failed"], audit.Findings.Select(f => f.Verdict.Word));
        Assert.Equal(audit, JsonReport.Read(JsonReport.Render(audit)));
    }

    [Fact]
    public void Traps_of_several_formats_are_told_once_each()
    {
        var finding = Findings(Body("62.5 %", "format: a"), (e, m, stop) => (Evaluated.Grid)Evaluate(_ => Eight)(e, m, stop) with
        {
            Traps = [new("truncated", Place.Nowhere, 2, "2 items did not fit."), new("truncated", Place.Nowhere, 7, "7 items did not fit."), new("bos", Place.Nowhere, 1, "One.")],
        })[0];
        Assert.Contains(finding.Steps, s => s is { Label: "truncated", Text: "7 items did not fit (the most under one format; 2 formats show it)." });
        Assert.Contains(finding.Steps, s => s is { Label: "bos", Text: "One." });
    }

    private static Finding Find(string published, string asked, string grid = Eight, string more = "") => Assert.Single(Findings(Body(published, asked, more), _ => grid));

    private static string Body(string published, string asked, string more = "", string models = "small", params string[] others)
    {
        string[] all = [published, asked, .. others];
        var claims = all.Chunk(2).Select((c, i) =>
            $"  - {{ id: c{i}, says: \"x\", published: \"{c[0]}\"{more}, evaluation: {{ of: q{(c[1].Length > 0 ? $", {c[1]}" : "")} }} }}\n");
        return $$"""
            items: { qs: { file: qs.jsonl, split: dev } }
            models: { small: { folder: m, called: little one }, large: { folder: l } }
            evaluations:
              q: { model: {{models}}, items: qs, classes: ["yes", "no"], gold: label, formats: [
                { name: a, template: "{question}", verbalizers: yes/no }, { name: b, template: "{question}?", verbalizers: yes/no }, { name: c, template: "{question}!", verbalizers: yes/no }] }
            claims:

            """ + string.Concat(claims);
    }

    private static Spec Read(string body)
    {
        var diagnostics = new Diagnostics();
        var items = SmallSets.Of([.. Enumerable.Range(0, 8).Select(i => $"{{\"question\": \"q{i}\", \"label\": \"{(i % 2 == 0 ? "yes" : "no")}\"}}")]) with { Sha256 = new('0', 64) };
        var spec = SpecReader.Read(new("specs/paper.yaml", $"recount: 1\npaper: {{ title: \"A paper\" }}\n{body}"), _ => (null, "is not there"), diagnostics, null, (_, _) => new(items, null));
        Assert.Empty(diagnostics.Sorted().Select(d => d.Headline));
        return spec!;
    }

    private static IReadOnlyList<Finding> Findings(string body, Func<DeclaredModel, string> grid) => Findings(body, Evaluate(grid));

    private static IReadOnlyList<Finding> Findings(string body, Func<DeclaredEvaluation, DeclaredModel, CancellationToken, Evaluated> evaluate) => Audit(Read(body), evaluate).Findings;

    private static SpecAudit Audit(Spec spec, Func<DeclaredEvaluation, DeclaredModel, CancellationToken, Evaluated> evaluate, bool full = false) => AuditRun.Judge(
        AuditRun.Measure(Plan.Of([spec]), null, null, new(full, TestContext.Current.CancellationToken, evaluate)), _ => null, TestContext.Current.CancellationToken)[0];

    // A grid as text, of which a format that is shorter than the first is wrong at the end; null for a model that is missing, nothing for one that breaks.
    private static Func<DeclaredEvaluation, DeclaredModel, CancellationToken, Evaluated> Evaluate(Func<DeclaredModel, string?> grid) => (evaluation, model, _) =>
    {
        if (grid(model) is not { } text)
        {
            return new Evaluated.Missing("model.onnx is not here", "recount fetch paper");
        }

        if (text.Length == 0)
        {
            return new Evaluated.Broken("out of paper");
        }

        var words = text.Split(' ').Chunk(2).ToDictionary(w => w[0], w => w[1]);
        var formats = evaluation.Grid.Formats.Select(f => f.Name).ToList();
        var gold = Enumerable.Range(0, words["a"].Length).Select(i => i % 2).ToList();
        Outcome Of(char c, int right) => c switch
        {
            '1' => new(1, 1, 1, right),
            '!' => new(1, 0, 1, right) { Possible = [0, 1] },
            '?' => new(0, 0, 1, 1 - right) { Possible = [0, 1] },
            _ => new(0, 0, 0, 1 - right),
        };
        List<TaskScore> scores =
        [
            new("acc", "", Mean.Of([1, 0])), new("acc_norm", "", Mean.Of([1, 1, 1, 0])), new("brier", "", Mean.Of([0.31, 0.31]), false), new("macro_f1", "", Mean.Of([0, 0])),
        ];
        return new Evaluated.Grid(
            new(formats, [.. gold.Select((_, i) => $"{i}")], [.. formats.Select(f => words.GetValueOrDefault(f, "").PadRight(gold.Count, '0').Select((c, i) => Of(c, gold[i])).ToList())], gold),
            (_, _) => scores, (_, _) => new(["under"], [.. gold.Select((_, i) => $"{i}")], [[.. gold.Select((g, i) => Of(i < 6 ? '1' : '0', g))]], gold), [], [new("made", "by hand")]);
    };
}
