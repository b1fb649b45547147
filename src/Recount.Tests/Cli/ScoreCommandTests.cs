using System.Text.Json;
using Recount.Cli;
using Recount.Tests.Evaluation.Models;

namespace Recount.Tests.Cli;

/// <summary><c>recount score</c> from a model folder and a file of items to the table, the lines and the YAML.</summary>
public sealed class ScoreCommandTests : IDisposable
{
    private readonly Desk _desk = new();

    public ScoreCommandTests()
    {
        RandomDecoder.Write(_desk.At("model"), new() { WithPast = true, Vocabulary = 300 });
        RandomDecoderTokenizer.Write(_desk.At("model"), 300);
    }

    public void Dispose() => _desk.Dispose();

    private static string Items(int count, string more = "") => string.Concat(Enumerable.Range(0, count).Select(i =>
        $"{{\"id\": \"i{i}\", \"question\": \"What is {i} and {i * 7}{(i == 3 ? more : "")}?\", \"choices\": [\"one\", \"two {i}\", \"three\"], \"gold\": {i % 3}}}\n"));

    [Fact]
    public void A_models_scores_come_as_a_table_as_lines_and_as_yaml_that_gives_them_again()
    {
        var data = _desk.File("items.jsonl", Items(12));
        var first = new Terminal();
        Assert.Equal(ExitCodes.Fine, Score(first, data, "--id", "id", "--unconditional", "", "--unconditional", "Answer:", "--shots", "2", "--out", _desk.At("out")));
        foreach (var metric in new[] { "acc", "acc_norm", "acc_bytes", "acc_token", "acc_mutual_info", "acc_calibrated", "exact_match", "brier" })
        {
            Assert.Matches($@"(?m)^  {metric} +\d", first.Out);
        }

        Assert.Contains("12 items, 3 choices each, 2 shots", first.Out, StringComparison.Ordinal);
        var lines = File.ReadLines(_desk.At("out", "items.jsonl")).Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.Equal(Enumerable.Range(0, 12).Select(i => $"i{i}"), lines.Select(l => l.GetProperty("id").GetString()));
        var right = lines.Count(l => l.GetProperty("pick").GetInt32() == l.GetProperty("gold")[0].GetInt32());
        Assert.Matches($@"(?m)^  acc +{100.0 * right / 12:F0}\b", first.Out);

        var yaml = File.ReadAllText(_desk.At("out", "score.yaml"));
        Assert.EndsWith(yaml, first.Out, StringComparison.Ordinal);
        var again = new Terminal();
        Assert.Equal(ExitCodes.Fine, again.Run("score", "--from", _desk.At("out", "score.yaml"), "--log", _desk.At("other.log"), "--out", _desk.At("again")));
        Assert.Equal(File.ReadAllText(_desk.At("out", "items.jsonl")), File.ReadAllText(_desk.At("again", "items.jsonl")));
        Assert.Equal(yaml, File.ReadAllText(_desk.At("again", "score.yaml")));
    }

    [Fact]
    public void What_was_measured_is_not_measured_again_and_a_changed_item_only_itself()
    {
        var data = _desk.File("items.jsonl", Items(12));
        var (first, second, third) = (new Terminal(), new Terminal(), new Terminal());
        Score(first, data);
        Score(second, data);
        Assert.Contains("36 sequences measured, 0 from the log", Wrapped(first.Out), StringComparison.Ordinal);
        Assert.Contains("0 sequences measured, 36 from the log", Wrapped(second.Out), StringComparison.Ordinal);
        Score(third, _desk.File("items.jsonl", Items(12, " now")));
        Assert.Contains("3 sequences measured, 33 from the log", Wrapped(third.Out), StringComparison.Ordinal);
    }

    [Fact]
    public void A_flipped_byte_in_the_log_costs_its_record_and_no_other()
    {
        var data = _desk.File("items.jsonl", Items(12));
        var (first, second) = (new Terminal(), new Terminal());
        Score(first, data, "--out", _desk.At("first"));
        var log = File.ReadAllBytes(_desk.At("scores.log"));
        log[log.Length / 2] ^= 4;
        File.WriteAllBytes(_desk.At("scores.log"), log);
        Score(second, data, "--out", _desk.At("second"));
        Assert.Contains("1 sequences measured, 35 from the log", Wrapped(second.Out), StringComparison.Ordinal);
        Assert.Contains("1 damaged record in", Wrapped(second.Out), StringComparison.Ordinal);
        Assert.Equal(File.ReadAllText(_desk.At("first", "items.jsonl")), File.ReadAllText(_desk.At("second", "items.jsonl")));
    }

    [Fact]
    public void Data_by_address_are_found_by_their_digest_or_it_is_said_how_to_get_them()
    {
        var missing = new Terminal();
        Assert.Equal(ExitCodes.Usage, Score(missing, "https://example.org/items.jsonl", "--data-sha256", new string('0', 64)));
        Assert.Contains($"recount fetch --url https://example.org/items.jsonl --sha256 {new string('0', 64)}", missing.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Usage, new Terminal().Run("fetch", "--url", "https://example.org/items.jsonl"));
        Assert.Equal(ExitCodes.Usage, new Terminal().Run("fetch", "--url", "ftp://example.org/items.jsonl", "--sha256", new string('0', 64)));

        // A file of the shared folder, which is a mirror.
        var file = Shared.File("bench-data", "tinystories_cloze_200.jsonl");
        var sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)));
        Assert.SkipWhen(Environment.GetEnvironmentVariable("RECOUNT_MIRROR") is not { Length: > 0 }, "RECOUNT_MIRROR names no folder");
        var found = new Terminal();
        Assert.Equal(0, found.Run("score", _desk.At("model"), "https://example.org/cloze.jsonl", "--data-sha256", sha256, "--context", "{id}", "--choices", "{choices}", "--gold", "{gold}",
            "--limit", "2", "--log", _desk.At("l")));
        Assert.Contains("on cloze: 2 items", found.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_model_does_not_take_the_scores_of_the_first()
    {
        var data = _desk.File("items.jsonl", Items(4));
        Score(new(), data);
        RandomDecoder.Write(_desk.At("model"), new() { WithPast = true, Vocabulary = 300, Seed = 2 });
        var other = new Terminal();
        Score(other, data);
        Assert.Contains("12 sequences measured, 0 from the log", Wrapped(other.Out), StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_targets_endings_and_written_answers_are_scored_too()
    {
        var data = _desk.File("items.jsonl", Items(5));
        string[] of = ["score", _desk.At("model"), data, "--log", _desk.At("scores.log"), "--context", "{question}"];
        void Shows(string metrics, params string[] asked)
        {
            var terminal = new Terminal();
            Assert.Equal((ExitCodes.Fine, ""), (terminal.Run([.. of, .. asked]), terminal.Error));
            Assert.All(metrics.Split(' '), m => Assert.Matches($@"(?m)^  {m} +-?\d", terminal.Out));
        }

        Shows("word_perplexity byte_perplexity token_perplexity bits_per_byte", "--rolling", "true");
        Shows("acc perplexity", "--target", " {choices[0]}");
        Shows("acc acc_norm", "--beginnings", "A", "B", "--ending", "end", "--gold", "{gold}", "--where", "gold < 2");
        Shows("exact_match f1", "--answer", "{choices}", "--until", "\\n", "--max-tokens", "9", "--regex", "([a-z]+)", "--ignore", "case");
        Shows("macro_f1 mcc", "--choices", "no", "yes", "--gold", "{gold}", "--where", "gold < 2");
    }

    [Theory]
    [InlineData("'qustion' is no column of the items", "--context", "{qustion}", "--choices", "{choices}", "--gold", "{gold}")]
    [InlineData("did you mean 'question'?", "--context", "{qustion}", "--choices", "{choices}", "--gold", "{gold}")]
    [InlineData("it is not the model that was asked for", "--context", "{question}", "--choices", "{choices}", "--gold", "{gold}", "--model-sha256", "ab")]
    [InlineData("they are not the file that was asked for", "--context", "{question}", "--choices", "{choices}", "--gold", "{gold}", "--data-sha256", "ab")]
    [InlineData("choice 0 is an empty text", "--context", "{question}", "--choices", "{empty}", "b", "--gold", "0")]
    [InlineData("has 2 tokens; the model takes 1", "--context", "{question}", "--choices", "!!", "??", "--gold", "0", "--delimiter", "", "--max-length", "1")]
    [InlineData("no item is left to score", "--context", "{question}", "--choices", "{choices}", "--gold", "{gold}", "--where", "gold == 7")]
    [InlineData("'gpu' is no device", "--context", "{question}", "--choices", "{choices}", "--gold", "{gold}", "--device", "gpu")]
    [InlineData("-p:UseOnnxRuntimeGpu=true", "--context", "{question}", "--choices", "{choices}", "--gold", "{gold}", "--device", "cuda")]
    [InlineData("'gold' is said a second time", "--context", "{question}", "--choices", "{choices}", "--gold", "{gold}", "--gold", "0")]
    [InlineData("'regex' means nothing without 'answer'", "--context", "{question}", "--choices", "{choices}", "--gold", "{gold}", "--regex", "a")]
    [InlineData("The model has 128 positions; 129 cannot be used", "--context", "{question}", "--choices", "{choices}", "--gold", "{gold}", "--max-length", "129")]
    [InlineData("it is not the one that was asked for", "--context", "{question}", "--choices", "{choices}", "--gold", "{gold}", "--tokenizer-sha256", "ab")]
    [InlineData("is no number for 'batch-tokens'", "--context", "{question}", "--choices", "{choices}", "--gold", "{gold}", "--batch-tokens", "0")]
    [InlineData("can be drawn from the 4 of", "--context", "{question}", "--choices", "{choices}", "--gold", "{gold}", "--shots", "4")]
    public void What_cannot_be_done_is_said_before_anything_is_measured(string expected, params string[] options)
    {
        var data = _desk.File("items.jsonl", Items(4).Replace("\"gold\"", "\"empty\": \"\", \"gold\"", StringComparison.Ordinal));
        var terminal = new Terminal();
        Assert.Equal(ExitCodes.Usage, terminal.Run(["score", _desk.At("model"), data, "--log", _desk.At("scores.log"), .. options]));
        Assert.Contains(expected, Wrapped(terminal.Error), StringComparison.Ordinal);
        Assert.Empty(terminal.Out);
    }

    [Fact]
    public void A_choice_that_the_tokenizer_merges_into_the_context_is_an_error_and_not_a_zero()
    {
        // "th" is one token: behind "t", the choice "h" has none of its own.
        var tokenizer = _desk.At("model", "tokenizer.json");
        var (left, right) = JsonDocument.Parse(File.ReadAllText(tokenizer)).RootElement.GetProperty("model").GetProperty("merges").EnumerateArray()
            .Select(m => m.ValueKind == JsonValueKind.Array ? (m[0].GetString()!, m[1].GetString()!) : (m.GetString()!.Split(' ')[0], m.GetString()!.Split(' ')[1]))
            .First(m => m.Item1.All(char.IsAsciiLetter) && m.Item2.All(char.IsAsciiLetter));
        var data = _desk.File("items.jsonl", "{\"gold\": 0}\n");
        var terminal = new Terminal();
        Assert.Equal(ExitCodes.Usage, terminal.Run("score", _desk.At("model"), data, "--context", left, "--choices", right, "zz", "--gold", "{gold}", "--delimiter", "", "--log", _desk.At("l")));
        Assert.Contains("comes to no token of its own behind its context", Wrapped(terminal.Error), StringComparison.Ordinal);
    }

    [Fact]
    public void A_tokenizer_of_another_model_is_found_out_by_its_tokens()
    {
        RandomDecoderTokenizer.Write(_desk.At("model"), 900);
        var terminal = new Terminal();
        Assert.Equal(ExitCodes.Usage, Score(terminal, _desk.File("items.jsonl", Items(3).Replace("What is", "she went with her mother to", StringComparison.Ordinal))));
        Assert.Matches(@"the token \d+ \(.*\) is beyond the model's 300: the tokenizer is another model's", Wrapped(terminal.Error));
    }

    [Fact]
    public void A_model_may_write_tokens_that_its_tokenizer_does_not_know()
    {
        RandomDecoder.Write(_desk.At("model"), new() { WithPast = true, Vocabulary = 2000 });
        var terminal = new Terminal();
        Assert.Equal(ExitCodes.Fine, terminal.Run(
            "score", _desk.At("model"), _desk.File("items.jsonl", Items(4)), "--context", "{question}", "--answer", "x", "--max-tokens", "20", "--log", _desk.At("l")));
        Assert.Contains("4 sequences measured", Wrapped(terminal.Out), StringComparison.Ordinal);
    }

    [Fact]
    public void Traps_are_told_of_before_anything_runs_and_prompts_that_are_cut_too()
    {
        var terminal = new Terminal();
        Assert.Equal(ExitCodes.Fine, terminal.Run("score", _desk.At("model"), _desk.File("items.jsonl", Items(4)), "--context", "{question} ", "--answer", "x", "--max-tokens", "5", "--max-length", "12",
            "--log", _desk.At("l"), "--out", _desk.At("out")));
        Assert.Contains("trailing-white-space: The context of 4 of 4 items ends in white space", terminal.Error, StringComparison.Ordinal);
        Assert.Contains("truncated: 4 of 4 items did not fit", terminal.Error, StringComparison.Ordinal);
        Assert.All(File.ReadLines(_desk.At("out", "items.jsonl")), l => Assert.InRange(JsonDocument.Parse(l).RootElement.GetProperty("tokens_cut").GetInt32(), 1, 100));
    }

    [Fact]
    public void A_model_without_finite_probabilities_is_refused_and_nothing_of_it_is_kept()
    {
        // A number so large that the product with it overflows.
        var graph = _desk.At("model", "model.onnx");
        var proto = Recount.Evaluation.Graphs.Onnx.ModelProto.Parser.ParseFrom(File.ReadAllBytes(graph));
        var embedding = proto.Graph.Initializer.First(i => i.Dims.Count == 2 && i.Dims[0] == 300);
        var bytes = embedding.RawData.ToByteArray();
        var rows = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(bytes.AsSpan());
        var token = Recount.Evaluation.Tokens.ModelTokenizer.Read(_desk.At("model")).Encode("7", false)[0];
        rows.Slice(token * rows.Length / 300, rows.Length / 300).Fill(float.NaN);
        embedding.RawData = Google.Protobuf.ByteString.CopyFrom(bytes);
        File.WriteAllBytes(graph, Google.Protobuf.MessageExtensions.ToByteArray(proto));

        var data = _desk.File("items.jsonl", Items(4));
        foreach (var _ in Enumerable.Range(0, 2))
        {
            var terminal = new Terminal();
            Assert.Equal(ExitCodes.Usage, Score(terminal, data));
            Assert.Contains("gives no finite probability", terminal.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("NaN", File.ReadAllText(_desk.At("scores.log")), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("has no items", "items.jsonl", "")]
    [InlineData("this is not JSON", "items.jsonl", "{\"a\": 1}\n{\"a\"\n")]
    [InlineData("is no kind of file that items are read from", "items.txt", "a\n")]
    public void Data_that_cannot_be_used_are_named(string expected, string name, string text)
    {
        var terminal = new Terminal();
        Assert.Equal(ExitCodes.Usage, Score(terminal, _desk.File(name, text)));
        Assert.Contains(expected, terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tokenizer_with_a_part_that_is_not_implemented_is_refused_by_its_name()
    {
        var path = _desk.At("model", "tokenizer.json");
        var text = File.ReadAllText(path);
        File.WriteAllText(path, System.Text.RegularExpressions.Regex.Replace(text, "\"type\":\\s*\"BPE\"", "\"type\": \"WordPiece\""));
        Assert.NotEqual(text, File.ReadAllText(path));
        var terminal = new Terminal();
        Assert.Equal(ExitCodes.Usage, Score(terminal, _desk.File("items.jsonl", Items(2))));
        Assert.Contains("WordPiece", terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_a_tokenizer_or_a_model_is_an_error_in_a_sentence()
    {
        File.Delete(_desk.At("model", "tokenizer.json"));
        var terminal = new Terminal();
        Assert.Equal(ExitCodes.Usage, Score(terminal, _desk.File("items.jsonl", Items(2))));
        Assert.Contains("tokenizer", terminal.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Usage, new Terminal().Run("score", _desk.At("nowhere"), _desk.At("items.jsonl"), "--context", "a", "--rolling", "true"));
    }

    private static string Wrapped(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private int Score(Terminal terminal, string data, params string[] more) => terminal.Run(
        ["score", _desk.At("model"), data, "--context", "{question}\\nAnswer:", "--choices", "{choices}", "--gold", "{gold}", "--log", _desk.At("scores.log"), "--threads", "1", .. more]);
}
