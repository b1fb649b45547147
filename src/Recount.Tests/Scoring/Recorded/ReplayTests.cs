using Recount.Scoring;
using Recount.Scoring.Recorded;
using Recount.Text;

namespace Recount.Tests.Scoring.Recorded;

/// <summary>Samples of another program, computed again: the fixtures are made by make.py beside them, whose metrics are not ours.</summary>
public class ReplayTests
{
    private const string Stamp = "2026-03-01T10-20-30.123456";

    private static readonly string Folder = Path.Combine(Repository.Tests, "Scoring", "Recorded", "lm-eval");

    [Theory]
    [InlineData("capitals", "acc acc_norm acc_bytes acc_mutual_info exact_match", 20)]
    [InlineData("evenness", "acc acc_norm f1 mcc brier_score", 40)]
    [InlineData("lastword", "perplexity acc", 12)]
    [InlineData("pages", "word_perplexity byte_perplexity bits_per_byte", 4)]
    public void Every_item_and_every_score_is_the_recorded_one(string task, string metrics, int items)
    {
        var replayed = Replay.Of(Samples(task), Settings(task));
        Assert.Equal(metrics, string.Join(' ', replayed.Select(m => m.Metric)));
        Assert.All(replayed, m =>
        {
            Assert.True(m.Agrees, m.Metric);
            Assert.Equal((items, items, null), (m.Items, m.Agree, m.Left));
            Assert.Equal(Assert.IsType<Amount.Known>(m.Recorded).Value, Assert.IsType<Amount.Known>(m.Recomputed).Value, 1e-12);
        });
    }

    [Fact]
    public void Answers_are_filtered_again_and_compared_as_the_task_says()
    {
        var replayed = Replay.Of(Samples("sums"), Settings("sums"));
        Assert.Equal(
            "filtered answer/strict-match exact_match/strict-match filtered answer/flexible-extract exact_match/flexible-extract", string.Join(' ', replayed.Select(m => $"{m.Metric}/{m.Filter}")));
        Assert.All(replayed, m => Assert.Equal((24, null), (m.Agree, m.Left)));

        // Without the task's settings "1,204" is not "1204", and the target is the whole solution.
        Assert.Contains(Replay.Of(Samples("sums"), ReplaySettings.Plain), m => !m.Agrees);
    }

    [Theory]
    [InlineData("capitals", "\"acc\": 0.0", "\"acc\": 1.0", "acc")]
    [InlineData("capitals", "\"acc_mutual_info\": 0.0", "\"acc_mutual_info\": 1.0", "acc_mutual_info")]
    [InlineData("capitals", "\"exact_match\": 0", "\"exact_match\": 1", "exact_match")]
    [InlineData("evenness", "\"mcc\": [0, 1]", "\"mcc\": [0, 0]", "mcc")]
    [InlineData("lastword", "\"acc\": 1", "\"acc\": 0", "acc")]
    public void A_changed_metric_is_found_and_named_by_its_line(string task, string from, string to, string metric)
    {
        var lines = File.ReadAllLines(Sample(task));
        var at = Array.FindIndex(lines, l => l.Contains(from, StringComparison.Ordinal));
        lines[at] = lines[at].Replace(from, to, StringComparison.Ordinal);
        var replayed = Replay.Of(Read(string.Join('\n', lines)), Settings(task)).Where(m => !m.Agrees).ToList();
        var differs = Assert.Single(Assert.Single(replayed, m => m.Metric == metric).Differ);
        Assert.Equal(at + 1, differs.Line);
    }

    [Fact]
    public void A_score_that_is_not_that_of_its_items_differs_though_all_items_agree()
    {
        var settings = Settings("lastword");
        var changed = settings with { Recorded = settings.Recorded.ToDictionary(r => r.Key, r => r.Key.Metric == "acc" ? 0.75 : r.Value) };
        var acc = Assert.Single(Replay.Of(Samples("lastword"), changed), m => m.Metric == "acc");
        Assert.Equal((12, 0, false), (acc.Agree, acc.Differ.Count, acc.Agrees));
    }

    // Of the harness's issue 2279 (2024-10-31), mmlu_philosophy_generative: the same answer before and behind 'remove_whitespace'; contexts are shortened.
    [Theory]
    [InlineData(" B", 0)]
    [InlineData("B", 1)]
    public void What_the_harness_itself_scored_is_scored_the_same(string filtered, double exact)
    {
        var line = "{\"doc_id\": 9, \"doc\": {}, \"target\": \"B\", \"arguments\": {\"gen_args_0\": {\"arg_0\": \"Answer:\", \"arg_1\": {\"until\": [\"</s>\", \"\\n\"]}}}, " +
            $"\"resps\": [[\" B\"]], \"filtered_resps\": [\"{filtered}\"], \"doc_hash\": \"c5177394\", \"exact_match\": {exact}.0}}";
        var metric = Assert.Single(Replay.Of(Read(line), ReplaySettings.Plain));
        Assert.Equal((1, 0), (metric.Agree, metric.Differ.Count));
        Assert.Equal(exact, Assert.IsType<Amount.Known>(metric.Recomputed).Value);
    }

    // Targets of multiple-choice tasks of BBH; str of a list begins with a square bracket.
    [Theory]
    [InlineData("(A)", "(A)", 1)]
    [InlineData("(A)", "A", 0)]
    [InlineData("['A', 'B']", "B", 1)]
    public void A_target_in_round_brackets_is_a_text(string target, string filtered, double exact)
    {
        var line = $"{{\"doc_id\": 0, \"doc\": {{}}, \"target\": \"{target}\", \"arguments\": {{\"gen_args_0\": {{\"arg_0\": \"Q\", \"arg_1\": {{\"until\": [\"\\n\"]}}}}}}, " +
            $"\"resps\": [[\"{filtered}\"]], \"filtered_resps\": [\"{filtered}\"], \"exact_match\": {exact}.0}}";
        Assert.Equal((1, 0), Assert.Single(Replay.Of(Read(line), ReplaySettings.Plain)) is var metric ? (metric.Agree, metric.Differ.Count) : default);
    }

    // Corpus metrics stand in the samples as the pair that is scored later: samples_masakhaner_luo_prompt_1_2026-01-16T16-02-26.648276.jsonl of 0.4.10.dev0.
    [Fact]
    public void A_metric_that_is_no_number_is_left_and_said()
    {
        var line = "{\"doc_id\": 0, \"doc\": {}, \"target\": \"DATE: kawuononi\", \"arguments\": {\"gen_args_0\": {\"arg_0\": \"Text:\", \"arg_1\": {\"until\": [\"</s>\"]}}}, \"resps\": [[\" x\"]], " +
            "\"filtered_resps\": [[\"\"]], \"filter\": \"flexible-extract\", \"metrics\": [\"f1\"], \"f1\": [\"DATE: kawuononi\", [\"\"]]}";
        var metric = Assert.Single(Replay.Of(Read(line), ReplaySettings.Plain));
        Assert.Equal((0, 1), (metric.Agree, metric.Left!.Value.Items));
        Assert.IsType<Amount.Unavailable>(metric.Recomputed);
    }

    [Theory]
    [InlineData("[[-2.5, false], [-0.5, true]]")]
    [InlineData("[[\"-2.5\", \"False\"], [\"-0.5\", \"True\"]]")]
    [InlineData("[\"(-2.5, False)\", \"[-0.5, True]\"]")]
    public void Scores_are_read_as_each_version_writes_them(string filtered)
    {
        // Lists instead of mappings, a target that is a number: 0.4.0 to 0.4.2.
        var line = $"{{\"doc_id\": 0, \"doc\": {{}}, \"target\": 1, \"arguments\": [[\"Q\", \" a\"], [\"Q\", \" b\"]], \"resps\": [], \"filtered_resps\": {filtered}, \"acc\": 1.0, \"exact_match\": 1}}";
        Assert.All(Replay.Of(Read(line), ReplaySettings.Plain), m => Assert.Equal(1, m.Agree));
    }

    [Fact]
    public void An_index_of_no_choice_is_never_right_and_an_infinite_likelihood_is_left()
    {
        static string Line(string target, string score) => $"{{\"doc_id\": 0, \"target\": \"{target}\", \"arguments\": [[\"Q\", \" a\"], [\"Q\", \" b\"]], \"filtered_resps\": [[\"{score}\", \"True\"], [\"-3\", \"True\"]], \"acc\": 0.0}}";
        Assert.Equal(1, Assert.Single(Replay.Of(Read(Line("-100", "-2")), ReplaySettings.Plain)).Agree);
        Assert.Equal(1, Assert.Single(Replay.Of(Read(Line("0", "-inf")), ReplaySettings.Plain)).Left!.Value.Items);
        Assert.Contains("none of the choices", Assert.Single(Replay.Of(Read(Line("c", "-2")), ReplaySettings.Plain)).Left!.Value.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Bad_lines_are_named_and_the_others_read()
    {
        var good = File.ReadLines(Sample("lastword")).First();
        var diagnostics = new Diagnostics();
        var samples = SampleLines.Read("s.jsonl", new StringReader($"{good}\n{{\"doc_id\": 1}}\nno\n\n[]\n{good.Replace("gen_args_0", "x", StringComparison.Ordinal).Replace("\"arg_0\"", "\"arg_9\"", StringComparison.Ordinal)}\n{good}\n"), diagnostics);
        Assert.Equal([1, 7], samples.Select(s => s.Line));
        Assert.Equal([2, 3, 5, 6], diagnostics.Sorted().Select(d => d.At.Line));
        Assert.All(diagnostics.Sorted(), d => Assert.Equal("RC094", d.Code));
    }

    [Theory]
    [InlineData("['a', \"b's\"]", "a|b's")]
    [InlineData("[]", "")]
    [InlineData("[0, 2]", "0|2")]
    [InlineData("(-3.5, False)", "-3.5|False")]
    [InlineData(@"['it\'s\n', 'caf\xe9 \U0001f600']", "it's\n|café 😀")]
    public void A_list_that_Python_wrote_is_read(string text, string elements) => Assert.Equal(elements, string.Join('|', PythonLiteral.List(text)!));

    [Theory]
    [InlineData("a")]
    [InlineData("[")]
    [InlineData("['a]")]
    [InlineData("['a' 'b']")]
    [InlineData("[['a']]")]
    [InlineData(@"['\q']")]
    [InlineData(@"['\']")]
    public void What_is_no_list_of_texts_is_none(string text) => Assert.Null(PythonLiteral.List(text));

    private static string Sample(string task) => Path.Combine(Folder, $"samples_{task}_{Stamp}.jsonl");

    private static IReadOnlyList<RecordedSample> Samples(string task) => Read(File.ReadAllText(Sample(task)));

    private static IReadOnlyList<RecordedSample> Read(string text)
    {
        var diagnostics = new Diagnostics();
        var samples = SampleLines.Read("samples.jsonl", new StringReader(text), diagnostics);
        Assert.Empty(diagnostics.Sorted().Select(d => d.Headline));
        return samples;
    }

    private static ReplaySettings Settings(string task) => ReplaySettings.Of(new("results.json", File.ReadAllText(Path.Combine(Folder, $"results_{Stamp}.json"))), task, new())!;
}
