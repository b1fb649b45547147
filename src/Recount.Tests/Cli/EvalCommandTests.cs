using Recount.Audits;
using Recount.Cli;
using Recount.Evaluation.Models;
using Recount.Evaluation.Runs;
using Recount.Tests.Evaluation.Models;
using Recount.Text;
using Recount.Workspace;
using VerifyXunit;

namespace Recount.Tests.Cli;

/// <summary><c>recount eval</c> from a model and items to the table, the pictures, and a spec that gives the same again.</summary>
public sealed class EvalCommandTests : IDisposable
{
    private static readonly byte[] PngBegins = [0x89, (byte)'P', (byte)'N', (byte)'G'];

    private readonly Desk _desk = new();

    public EvalCommandTests()
    {
        RandomDecoder.Write(_desk.At("model"), new() { WithPast = true, Vocabulary = 300, MaxLength = 256 });
        RandomDecoderTokenizer.Write(_desk.At("model"), 300);
    }

    public void Dispose() => _desk.Dispose();

    private static string BoolQ(int count) => string.Concat(Enumerable.Range(0, count).Select(i =>
        $"{{\"passage\": \"The old man gave them number {i}, since they found his lost hat.\", \"question\": \"is {i} more than {i * 7 % 5}\", \"label\": {(i % 3 == 0 ? "true" : "false")}}}\n"));

    [Fact]
    public void A_grid_comes_as_a_table_as_pictures_as_lines_and_as_a_spec_that_gives_it_again()
    {
        var terminal = Eval(ExitCodes.Fine, "boolq", "--data", _desk.File("items.jsonl", BoolQ(12)), "--vary", "labels=question/answer", "labels=Q/A", "verbalizers=yes/no", "verbalizers=true/false",
            "separator=: ", "separator=\":\\n\"", "--published", "60.5 %", "--out", _desk.At("out"));
        Assert.Contains("boolq by model: 12 items under 8 formats", terminal.Out, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^  published +60\.5 %: ", terminal.Out);
        Assert.Matches(@"(?m)^  majority +always 'false' is right in 66\.7 %", terminal.Out);
        Assert.Equal(8, System.Text.RegularExpressions.Regex.Count(terminal.Out, @"(?m)^ +\d+(-\d+)? +\d+\.\d  +\d+\.\d\.\.\d+\.\d"));

        Assert.StartsWith("<svg", File.ReadAllText(_desk.At("out", "formats.svg")).Replace("<?xml version=\"1.0\" encoding=\"utf-8\" ?>\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(PngBegins, File.ReadAllBytes(_desk.At("out", "formats.png"))[..4]);
        Assert.InRange(new FileInfo(_desk.At("out", "formats.png")).Length, 10_000, 1_000_000);
        var diagnostics = new Diagnostics();
        var lines = CsvText.Read(new("formats.csv", File.ReadAllText(_desk.At("out", "formats.csv"))), diagnostics);
        Assert.Empty(diagnostics.Sorted());
        Assert.Equal(["format", "item", "score", "low", "high", "picked"], lines.Header.Select(c => c.Text));
        Assert.Equal(8 * 12, lines.Rows.Count);
        Assert.Equal(12, lines.Rows.Count(r => r[0].Text == "gpt3 labels=Q/A separator=\":\\n\""));

        var yaml = File.ReadAllText(_desk.At("out", "evaluation.yaml"));
        Assert.EndsWith(yaml, terminal.Out, StringComparison.Ordinal);
        Assert.StartsWith("# Put items.jsonl and model beside this file: ", yaml, StringComparison.Ordinal);
        Directory.Move(_desk.At("model"), _desk.At("out", "model"));
        File.Move(_desk.At("items.jsonl"), _desk.At("out", "items.jsonl"));
        Gives(_desk.At("out", "evaluation.yaml"));
    }

    [Fact]
    public void A_spec_that_is_written_above_its_model_and_data_names_the_way_to_them()
    {
        Directory.CreateDirectory(_desk.At("data"));
        Eval(ExitCodes.Fine, "boolq", "--data", _desk.File("data/items.jsonl", BoolQ(6)), "--formats", "gpt3", "lm-eval", "--reference", "lm-eval", "--limit", "5", "--join", "pairwise", "--max-length", "200", "--out", _desk.Root);
        var yaml = File.ReadAllText(_desk.At("evaluation.yaml"));
        Assert.StartsWith("recount: 1\n", yaml, StringComparison.Ordinal);
        Assert.Contains("file: \"data/items.jsonl\"", yaml, StringComparison.Ordinal);
        Assert.Contains("folder: model,", yaml, StringComparison.Ordinal);
        Assert.Contains("reference: lm-eval", yaml, StringComparison.Ordinal);
        Gives(_desk.At("evaluation.yaml"));
    }

    [Theory]
    [InlineData("--template", "[question]{text}\\n[answer]", "--verbalizers", "yes/no", "--classes", "good/bad", "--gold", "kind")]
    [InlineData("--template", "{text} [[sure]]", "--verbalizers", "good/bad", "--classes", "good/bad", "--gold", "kind", "--vary", "swap=false", "swap=true")]
    [InlineData("--template", "{text}", "--choices", "{one}", "--choices", "{two}", "--gold", "right", "--id", "name")]
    [InlineData("--template", "{shown}", "--choices", "{one}", "--choices", "{two}", "--columns", "shown=text, gold=right")]
    [InlineData("--template", "{text}\\n[answer]", "--answer", "{one}", "--max-tokens", "4", "--vary", "labels=Q/A", "labels=Q/Answer")]
    [InlineData("--template", "{text}\\n[choices][answer]", "--choices", "{one}", "--choices", "{two}", "--gold", "right", "--scoring", "letters", "--marker", "Choice A:")]
    public void Data_of_ones_own_are_evaluated_and_their_spec_gives_the_same(params string[] options)
    {
        var data = _desk.File("my own: items.jsonl", string.Concat(Enumerable.Range(0, 6).Select(i =>
            $"{{\"name\": \"n{i}\", \"text\": \"number {i}\", \"kind\": \"{(i % 2 == 0 ? "good" : "bad")}\", \"one\": \"first\", \"two\": \"other {i}\", \"right\": {i % 2}}}\n")));
        var terminal = Eval(ExitCodes.Fine, data, [.. options, "--out", _desk.Root]);
        Assert.Contains("my own: items by model: 6 items under ", terminal.Out, StringComparison.Ordinal);
        Gives(_desk.At("evaluation.yaml"));
    }

    [Fact]
    public void One_format_or_one_item_has_no_spread_and_is_shown_all_the_same()
    {
        var data = _desk.File("items.jsonl", BoolQ(4));
        var one = Eval(ExitCodes.Fine, "boolq", "--data", data, "--formats", "gpt3", "--published", "50 %", "--out", _desk.At("out"));
        Assert.Contains("4 items under 1 format\n", one.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("spread", one.Out, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^  published +50\.0 %", one.Out);
        Assert.Equal(PngBegins, File.ReadAllBytes(_desk.At("out", "formats.png"))[..4]);
        Assert.Contains("1 item under 2 formats", Eval(ExitCodes.Fine, "boolq", "--data", data, "--formats", "gpt3,lm-eval", "--limit", "1").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_many_formats_the_best_and_the_worst_are_looked_for_and_measured_on_other_items()
    {
        string[] all = ["boolq", "--data", _desk.File("items.jsonl", BoolQ(44)), "--vary", .. Enumerable.Range(0, 33).Select(i => $"separator={i}: "), "verbalizers=yes/no", "verbalizers=true/false"];
        var terminal = Eval(ExitCodes.Fine, [.. all, "--budget", "400", "--out", _desk.At("out")]);
        Assert.Matches(@"boolq by model: 22 items under [23] formats\n", terminal.Out);
        Assert.Matches(@"search +of 66 formats \d+ were tried, with 400 answers to half of the items \(Thompson sampling\)\. The best: gpt3.* \(\d+ of \d+\); the worst: gpt3.* \(\d+ of \d+\)\. Below", Wrapped(terminal.Out));
        Directory.Move(_desk.At("model"), _desk.At("out", "model"));
        File.Copy(_desk.At("items.jsonl"), _desk.At("out", "items.jsonl"));
        Gives(_desk.At("out", "evaluation.yaml"));
        Directory.Move(_desk.At("out", "model"), _desk.At("model"));
        Assert.Contains(", and a budget below 2,904.", Wrapped(Eval(ExitCodes.Fine, [.. all, "--budget", "2904"]).Error), StringComparison.Ordinal);
        Assert.Contains("All 2 formats are put to all 44 items", Wrapped(Eval(ExitCodes.Fine, [.. all[..3], "--formats", "gpt3", "lm-eval", "--budget", "9"]).Error), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_measured_is_kept_for_the_next_run()
    {
        var data = _desk.File("items.jsonl", BoolQ(4));
        var first = Eval(ExitCodes.Fine, "boolq", "--data", data, "--formats", "gpt3");
        var log = new FileInfo(_desk.At("scores.log")).Length;
        Assert.Equal(first.Out, Eval(ExitCodes.Fine, "boolq", "--data", data, "--formats", "gpt3").Out);
        Assert.Equal(log, new FileInfo(_desk.At("scores.log")).Length);
        Eval(ExitCodes.Fine, "boolq", "--data", data, "--formats", "gpt3", "--fresh");
        Assert.InRange(new FileInfo(_desk.At("scores.log")).Length, log + 1, 3 * log);
    }

    [Theory]
    [InlineData("did you mean 'boolq'?", "bolq")]
    [InlineData("None is known of a task of one's own: say a 'template'", "items.jsonl", "--formats", "gpt3")]
    [InlineData("the task 'boolq' needs 'title'", "boolq", "--formats", "surface-form")]
    [InlineData("The task 'copa' needs the key '--data'", "copa")]
    [InlineData("'gpt4' is no preset of this task", "boolq", "--formats", "gpt4")]
    [InlineData("did you mean 'labels'?", "boolq", "--vary", "lables=Q/A")]
    [InlineData("'lm-evl' is no format of this evaluation", "boolq", "--formats", "gpt3", "lm-eval", "--reference", "lm-evl")]
    [InlineData("there are 3 verbalizers for the 2 classes of 'boolq'", "boolq", "--verbalizers", "a/b/c")]
    [InlineData("is none of the words that can stand here", "boolq", "--scoring", "loud")]
    [InlineData("'{passge}' is no column", "boolq", "--template", "{passge}")]
    [InlineData("there is no such file", "boolq", "--data", "none.jsonl")]
    [InlineData("'0' is no number of items", "boolq", "--limit", "0")]
    [InlineData("'0' is no number of answers", "boolq", "--budget", "0")]
    [InlineData("'many' is no whole number.", "boolq", "--budget", "many")]
    [InlineData("Did you mean --limit?", "boolq", "--lmit", "5")]
    [InlineData("'labels' has no value to take", "boolq", "--vary", "labels")]
    [InlineData("in the task 'multirc' several items make one question", "multirc", "--data", "items.jsonl", "--budget", "10")]
    [InlineData("'-1' is no number of positions", "boolq", "--max-length", "-1")]
    [InlineData("the task 'boolq' has classes of its own", "boolq", "--classes", "a/b")]
    [InlineData("the task 'boolq' has classes of its own", "boolq", "--gold", "label")]
    [InlineData("is no score as a paper prints it", "boolq", "--published", "sixty")]
    [InlineData("is no score as a paper prints it", "boolq", "--published", "160 %")]
    [InlineData("'gpu' is no device", "boolq", "--device", "gpu")]
    [InlineData("The model has 256 positions; 257 cannot be used", "boolq", "--max-length", "257")]
    [InlineData("nothing says what is scored", "items.jsonl", "--template", "{passage}")]
    [InlineData("needs the key 'template'", "items.jsonl", "--classes", "true/false", "--verbalizers", "yes/no")]
    [InlineData("'lable' is no column of the items", "items.jsonl", "--classes", "true/false", "--verbalizers", "yes/no", "--template", "{passage}", "--gold", "lable")]
    [InlineData("which is none of the classes yes, no", "items.jsonl", "--classes", "yes/no", "--verbalizers", "yes/no", "--template", "{passage}")]
    [InlineData("does not count so far", "items.jsonl", "--choices", "{many}", "--gold", "zero", "--template", "{passage}", "--scoring", "letters")]
    [InlineData("counts the choices", "boolq", "--scoring", "letters", "--marker", "-")]
    public void What_cannot_be_done_is_said_before_anything_is_measured(string expected, string task, params string[] options)
    {
        var many = string.Join(", ", Enumerable.Range(0, 27).Select(i => $"\"c{i}\""));
        var data = _desk.File("items.jsonl", BoolQ(3).Replace("{\"passage", $"{{\"zero\": 0, \"many\": [{many}], \"passage", StringComparison.Ordinal));
        string[] from = task is "boolq" or "bolq" && !options.Contains("--data") ? ["--data", data] : [];
        var terminal = Eval(ExitCodes.Usage, task == "items.jsonl" ? data : task, [.. from, .. options]);
        Assert.Contains(expected.Replace("'{passge}'", "'passge'", StringComparison.Ordinal), Wrapped(terminal.Error), StringComparison.OrdinalIgnoreCase);
        Assert.Empty(terminal.Out);
        Assert.False(File.Exists(_desk.At("scores.log")) && new FileInfo(_desk.At("scores.log")).Length > 200);
    }

    [Fact]
    public void A_folder_without_a_model_is_an_error_in_a_sentence()
    {
        var terminal = new Terminal();
        Assert.Equal(ExitCodes.Usage, terminal.Run("eval", _desk.At("nowhere"), "--task", "boolq", "--data", _desk.File("items.jsonl", BoolQ(1))));
        Assert.Contains("nowhere", terminal.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("recount itself failed", terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_no_format_is_named_all_are_run_that_the_items_have_the_fields_for()
    {
        var terminal = Eval(ExitCodes.Fine, "boolq", "--data", _desk.File("items.jsonl", BoolQ(3)));
        Assert.Contains("3 items under 4 formats", terminal.Out, StringComparison.Ordinal);
        Assert.Contains("Left out, since the items lack what they show: surface-form (why: --formats surface-form)", terminal.Error, StringComparison.Ordinal);
        var titled = Eval(ExitCodes.Fine, "boolq", "--data", _desk.File("items.jsonl", BoolQ(3).Replace("{\"passage", "{\"title\": \"T\", \"passage", StringComparison.Ordinal)));
        Assert.Contains("3 items under 5 formats", titled.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Left out", titled.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void All_mistakes_are_said_in_one_run()
    {
        var terminal = Eval(ExitCodes.Usage, "boolq", "--data", _desk.File("items.jsonl", BoolQ(3)), "--formats", "gpt4", "gpt3", "--scoring", "loud", "--verbalizers", "a/b/c", "--limit", "0", "--vary", "size=3");
        Assert.Contains("5 mistakes in 5 files", terminal.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(96)]
    public async Task A_screen_of_an_evaluation(int width)
    {
        var terminal = new Terminal(width);
        Assert.Equal(ExitCodes.Fine, terminal.Run("eval", _desk.At("model"), "--task", "boolq", "--data", _desk.File("items.jsonl", BoolQ(40)), "--log", _desk.At("scores.log"), "--threads", "1",
            "--formats", "gpt3", "--vary", "labels=question/answer", "labels=Q/A", "shots=0", "shots=1", "swap=true", "--published", "60.5 %"));
        var (page, yaml) = terminal.Out.Split("As a spec") is [var p, var y] ? (p, y) : ("", "");
        Assert.All(page.Split('\n'), l => Assert.InRange(l.Length, 0, width));
        var text = System.Text.RegularExpressions.Regex.Replace(page + "As a spec" + yaml, @"sha256 [0-9a-f]{12}", "sha256 DIGEST");
        text = System.Text.RegularExpressions.Regex.Replace(text, @"Runtime [0-9.]+", "Runtime VERSION");
        await Verifier.Verify(text.Replace(_desk.Root, "HERE", StringComparison.Ordinal)).UseDirectory("Screens").UseFileName("eval").UseParameters(width);
    }

    // What a spec claims is what comes out when it is audited.
    private void Gives(string spec)
    {
        var diagnostics = new Diagnostics();
        var read = SpecFiles.Read([spec], diagnostics);
        Assert.Empty(diagnostics.Sorted().Select(d => d.Headline));
        using var models = new GridRun(new(_desk.At("cache"), []), new Device.Cpu(), 1);
        var stop = TestContext.Current.CancellationToken;
        var findings = AuditRun.Judge(AuditRun.Measure(Plan.Of(read), null, null, new(false, stop, models.Of)), _ => null, stop)[0].Findings;
        Assert.NotEmpty(findings);
        Assert.All(findings, f => Assert.True(f.Verdict.Word == "reproduced" || (f.Verdict.Word == "inconclusive" && f.Reason.Contains("near ties", StringComparison.Ordinal)), f.Reason));
    }

    private static string Wrapped(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private Terminal Eval(int exit, string[] all) => Eval(exit, all[0], all[1..]);

    private Terminal Eval(int exit, string task, params string[] options)
    {
        var terminal = new Terminal();
        var code = terminal.Run(["eval", _desk.At("model"), "--task", task, "--log", _desk.At("scores.log"), "--threads", "1", .. options]);
        Assert.True(code == exit, terminal.Error + terminal.Out);
        return terminal;
    }
}
