using Recount.Findings;
using Recount.Printed;

namespace Recount.Tests.Claims;

/// <summary>What other programs measured, held against what was printed.</summary>
public class RecordedVerdicts
{
    private const string Run = """
        { "results": {
            "boolq": { "acc,none": 0.605, "acc_stderr,none": 0.034655, "f1,none": 0.62, "f1_stderr,none": 0.04 },
            "gsm8k": { "exact_match,strict-match": 0.31, "exact_match_stderr,strict-match": 0.04648231987117316, "exact_match,flexible-extract": 0.5 } },
          "configs": { "boolq": { "validation_split": "validation" } }, "versions": { "boolq": 2.0 }, "n-shot": { "boolq": 0, "gsm8k": 5 },
          "n-samples": { "boolq": { "original": 200, "effective": 200 }, "gsm8k": { "original": 1319, "effective": 100 } }, "config": { "limit": 100.0 },
          "task_hashes": { "boolq": "abc" }, "date": 1772360430, "lm_eval_version": "0.4.11", "model_name": "example/tiny-1m" MORE }
        """;

    [Fact]
    public void A_recorded_count_that_prints_so_reproduces_it()
    {
        var finding = Find("60.5 %", "of: theirs, task: boolq, metric: acc, shots: 0, split: validation, version: \"2\", model: tiny-1m");
        Assert.Equal("reproduced", finding.Verdict.Word);
        Assert.Equal("acc of boolq by example/tiny-1m, recorded by lm-eval 0.4.11 on 2026-03-01, is 60.5 % (121 of 200); 60.5 % is printed.", finding.Reason);
        Assert.Equal("60.5 % (121 of 200)", finding.Measured!.Text);
        Assert.Contains(finding.Steps, s => s is { Label: "recorded", Text: "by lm-eval 0.4.11 on 2026-03-01" });
        Assert.Contains(finding.Steps, s => s.Label == "file" && s.Text.StartsWith("run.json, sha256", StringComparison.Ordinal));
        Assert.Contains(finding.Steps, s => s is { Label: "protocol", Text: "model example/tiny-1m, shots 0, split validation, metric acc, version 2.0" });
    }

    [Theory]
    [InlineData("62.5 %", "sample: same", "deviates")]
    [InlineData("62.5 %", "sample: other", "inconclusive")]
    [InlineData("80 %", "sample: other", "deviates")]
    [InlineData("60.5 %", "sample: reconstructed", "inconclusive")]
    [InlineData("60.5 %", "shots: 32", "not-comparable")]
    [InlineData("60.5 %", "version: \"1\"", "not-comparable")]
    [InlineData("60.5 %", "model: tiny-2m", "not-comparable")]
    [InlineData("60.5 %", "prompt: undisclosed", "not-comparable")]
    [InlineData("60.5 %", "prompt: disclosed", "reproduced")]
    public void Sample_and_protocol_decide_what_is_said(string published, string more, string verdict) =>
        Assert.Equal(verdict, Find(published, $"of: theirs, task: boolq, metric: acc, {more}").Verdict.Word);

    [Fact]
    public void Fewer_items_than_there_are_are_not_the_same_items()
    {
        var finding = Find("31 %", "of: theirs, task: gsm8k, metric: exact_match, filter: strict-match");
        Assert.Equal("not-comparable", finding.Verdict.Word);
        Assert.Equal(
            "exact_match of gsm8k behind strict-match by example/tiny-1m, recorded by lm-eval 0.4.11 on 2026-03-01, is 31 % (31 of 100), and 31 % is printed; they need not agree: " +
            "only 100 of 1319 items were evaluated. To be taken with care: 100 of 1319 items were evaluated (limit 100.0).",
            finding.Reason);
        Assert.Equal("inconclusive", Find("31 %", "of: theirs, task: gsm8k, metric: exact_match, filter: strict-match, sample: other").Verdict.Word);
    }

    [Fact]
    public void The_recorded_error_of_what_counts_nothing_is_used()
    {
        var finding = Find("0.80", "of: theirs, task: boolq, metric: f1, sample: other");
        Assert.Equal("deviates", finding.Verdict.Word);
        Assert.Contains("as lm-eval recorded it", finding.Reason, StringComparison.Ordinal);

        // From 0.62 to 0.795 are 4.375 standard errors of 0.04.
        Assert.Equal(1.2e-5, finding.P!.P, 6);
        Assert.True(finding.P.Decides);
    }

    [Fact]
    public void A_run_with_a_cache_is_unverified()
    {
        var finding = Find("62.5 %", "of: theirs, task: boolq, metric: acc", Run.Replace("\"limit\": 100.0", "\"use_cache\": \"lm_cache\"", StringComparison.Ordinal));
        Assert.Equal((Status.Unverified, Level.Note, "deviates"), (finding.Status, finding.Level, finding.Verdict.Word));
        Assert.StartsWith("Unverified, from a run with a cache of answers: ", finding.Reason, StringComparison.Ordinal);
        Assert.False(finding.Headline);
    }

    [Fact]
    public void Two_runs_with_other_requests_are_told_apart()
    {
        const string body = """
            results: { theirs: { file: run.json }, ours: { file: other.json } }
            claims:
              - { id: a, says: "x", published: "60.5 %", recorded: { of: theirs, task: boolq, metric: acc } }
            """;
        static Finding Beside(string hash) => Audited.Finding(
            body, ("run.json", Run.Replace("MORE", "", StringComparison.Ordinal)), ("other.json", Run.Replace("MORE", "", StringComparison.Ordinal).Replace("\"abc\"", hash, StringComparison.Ordinal)));
        Assert.Contains("the requests of boolq are not those of the results ours (task_hashes)", Beside("\"def\"").Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("task_hashes", Beside("\"abc\"").Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Samples_are_computed_again_and_a_score_that_is_not_theirs_is_said()
    {
        var folder = Path.Combine(Repository.Tests, "Scoring", "Recorded", "lm-eval");
        var results = File.ReadAllText(Directory.GetFiles(folder, "results_*.json")[0]);
        var samples = File.ReadAllText(Directory.GetFiles(folder, "samples_evenness_*.jsonl")[0]);
        const string body = """
            results: { theirs: { file: run.json, samples: samples_evenness_2026-03-01T10-20-30.1.jsonl } }
            claims:
              - { id: a, says: "x", published: "60.0 %", recorded: { of: theirs, task: evenness, metric: acc } }
            """;
        const string name = "samples_evenness_2026-03-01T10-20-30.1.jsonl";
        var finding = Audited.Finding(body, ("run.json", results), (name, samples));
        Assert.Equal("reproduced", finding.Verdict.Word);
        Assert.Contains(finding.Steps, s => s is { Label: "samples", Text: "40 items give 0.6, and 40 of them what is recorded of them" });

        var changed = Audited.Finding(body, ("run.json", results.Replace("\"acc,none\": 0.6,", "\"acc,none\": 0.625,", StringComparison.Ordinal)), (name, samples));
        Assert.Equal("deviates", changed.Verdict.Word);
        Assert.EndsWith("the items themselves give 0.6, and the results file says 0.625.", changed.Reason, StringComparison.Ordinal);

        // Items of another task, or of one that is not told, say nothing of it.
        Assert.DoesNotContain(Audited.Finding(body.Replace("task: evenness", "task: capitals", StringComparison.Ordinal), ("run.json", results), (name, samples)).Steps, s => s.Label == "samples");
        var unnamed = Audited.Finding(body.Replace(name, "s.jsonl", StringComparison.Ordinal), ("run.json", results), ("s.jsonl", samples));
        Assert.Contains(unnamed.Steps, s => s.Label == "samples" && s.Text.StartsWith("not used", StringComparison.Ordinal));
    }

    [Fact]
    public void Samples_are_read_with_the_settings_of_their_task()
    {
        var folder = Path.Combine(Repository.Tests, "Scoring", "Recorded", "lm-eval");
        const string body = """
            results: { theirs: { file: run.json, samples: samples_sums_2026-03-01T10-20-30.1.jsonl } }
            claims:
              - { id: a, says: "x", published: "50.0 %", recorded: { of: theirs, task: sums, metric: exact_match, filter: flexible-extract } }
            """;
        var finding = Audited.Finding(
            body, ("run.json", File.ReadAllText(Directory.GetFiles(folder, "results_*.json")[0])),
            ("samples_sums_2026-03-01T10-20-30.1.jsonl", File.ReadAllText(Directory.GetFiles(folder, "samples_sums_*.jsonl")[0])));
        Assert.Contains(finding.Steps, s => s is { Label: "samples", Text: "24 items give 0.5, and 24 of them what is recorded of them" });
        Assert.DoesNotContain(finding.Steps, s => s.Label == "caution");
    }

    [Fact]
    public void A_table_asks_row_by_row()
    {
        const string body = """
            results: { theirs: { file: run.json } }
            tables: { t: { file: t.csv, key: [task] } }
            claims:
              - { id: a, says: "{task}", each: t, published: "{acc}", recorded: { of: theirs, task: "{task}", metric: "{metric}", filter: "{filter}" } }
            """;
        var findings = Audited.Findings(body, ("run.json", Run.Replace("MORE", "", StringComparison.Ordinal)), ("t.csv", "task,metric,filter,acc\nboolq,acc,none,60.5 %\ngsm8k,exact_match,flexible-extract,50.0 %\n"));
        Assert.Equal(["reproduced", "not-comparable"], findings.Select(f => f.Verdict.Word));
    }

    [Fact]
    public void A_file_that_is_not_here_is_not_run_and_can_be_fetched()
    {
        const string body = """
            results: { theirs: { url: "https://example.org/results.json", sha256: "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" } }
            claims:
              - { id: a, says: "x", published: "60.5 %", recorded: { of: theirs, task: boolq, metric: acc } }
            """;
        var spec = Audited.Read(body);
        Assert.Equal("paper/theirs", Assert.Single(spec.External).Input.Name);
        var finding = Assert.Single(Audited.Audit(spec).Findings);
        Assert.Equal("recount fetch paper", Assert.IsType<Verdict.NotRun>(finding.Verdict).Get);
    }

    private static Finding Find(string published, string recorded, string run = Run) => Audited.Finding(
        $"results: {{ theirs: {{ file: run.json }} }}\nclaims:\n  - {{ id: a, says: \"x\", published: \"{published}\", recorded: {{ {recorded} }} }}\n",
        ("run.json", run.Replace("MORE", "", StringComparison.Ordinal)));
}
