using System.Globalization;
using Recount.Evaluation.Runs;
using Recount.Evaluation.Tokens;
using Recount.Scoring.Items;
using Recount.Scoring.Tasks;
using Recount.Text;

namespace Recount.Cli.Verbs;

/// <summary>Makes an evaluation of what is said of it on a command line or in YAML: finds the data, reads them, reads the task.</summary>
internal sealed class ScoreReader(IReadOnlyList<TaskText> said, Diagnostics diagnostics)
{
    private static readonly (string Word, JoinRule Rule)[] Joins = [("lm-eval", JoinRule.LmEval), ("lighteval", JoinRule.Lighteval), ("pairwise", JoinRule.Pairwise)];
    private static readonly (string Word, BosPolicy Policy)[] Boses = [("auto", BosPolicy.Auto), ("yes", BosPolicy.Yes), ("no", BosPolicy.No), ("legacy", BosPolicy.Legacy)];

    private readonly List<(string Key, string Digest)> _digests = [];

    private static readonly Place Line = new("recount score", 1, 1, 1);

    private static readonly (string Key, string Meaning)[] Subjects = [("model", "the folder of a model, or a graph in it."), ("data", "a file of items.")];

    /// <summary>What can be said besides the task itself, model and data aside.</summary>
    public static IReadOnlyList<(string Key, string Meaning)> Keys { get; } =
    [
        ("name", "What the task is called, which draws of shots hang on; the data file's name if left out."),
        ("shots-sha256", "What that file's digest must be."),
        ("shots-from", "The file that shots are drawn from; the items themselves if left out, each without itself."),
        ("where", "Only items that compare so: \"label == 1 and split == test\"."),
        ("columns", "New columns: \"question=question.stem\"."),
        ("id", "The column that names the items; left out, they are counted."),
        ("limit", "Only so many items, the first ones."),
        ("join", "How context and continuation become tokens: lm-eval, lighteval or pairwise."),
        ("bos", "Whether texts get the token that begins them: auto, yes, no or legacy."),
        ("unconditional", "Also compare with the likelihood after this context: \"\" or \"Answer:\"."),
        ("max-length", "Positions that are used, at most those of the model."),
        ("model-sha256", "What the model's digest must be."),
        ("tokenizer-sha256", "What the tokenizer's digest must be."),
        ("data-sha256", "What the data's digest must be."),
    ];

    /// <summary>The word for a join rule.</summary>
    public static string Word(JoinRule rule) => Joins.First(j => j.Rule == rule).Word;

    /// <summary>The model's path.</summary>
    public string? Model => One("model")?.Text;

    public string? ModelSha256 => One("model-sha256")?.Text;

    public string? TokenizerSha256 => One("tokenizer-sha256")?.Text;

    /// <summary>Digests of the files that were read, by key.</summary>
    public IReadOnlyList<(string Key, string Digest)> Digests => _digests;

    /// <summary>Reads data and task; null when there is a mistake, all of which are said.</summary>
    public BenchmarkTask? Read()
    {
        var mark = diagnostics.Mark;
        foreach (var (key, meaning) in Subjects.Where(k => One(k.Key) is null))
        {
            diagnostics.Add(Mistakes.MissingKey(Line, "an evaluation", key, meaning));
        }

        if (One("data") is not { } data || Items(data, One("data-sha256")) is not { } items)
        {
            return null;
        }

        _digests.Add(("data-sha256", items.Sha256));
        if (One("where") is { } where)
        {
            if (ItemFilter.Read(where.Text, where.At, diagnostics) is not { } filter || !filter.Check(items, diagnostics))
            {
                return null;
            }

            items = items.Where(filter);
        }

        // Shots come from all of them, however few are asked.
        var whole = items;
        items = Number("limit") is { } limit ? items with { Items = [.. items.Items.Take(limit)] } : items;
        if (items.Items.Count == 0)
        {
            diagnostics.Add(Mistakes.NotForThisTask(One("where")?.Whole ?? data.Whole, "no item is left to score"));
        }

        var pool = One("shots-from") is { } from ? Items(from, One("shots-sha256")) : whole;
        if (pool is not null && pool != whole)
        {
            _digests.Add(("shots-sha256", pool.Sha256));
        }

        return diagnostics.Mark > mark || pool is null ? null
            : new TaskReader(said, One("name")?.Whole ?? Line, diagnostics).Read(One("name")?.Text ?? items.Name, items, pool);
    }

    /// <summary>How prompts become tokens.</summary>
    public TaskOptions? Options(int? batchTokens)
    {
        var mark = diagnostics.Mark;
        if (batchTokens <= 0)
        {
            diagnostics.Add(Mistakes.NoFreeNumber(new("--batch-tokens", 1, 1, 1), "number for 'batch-tokens'", $"{batchTokens}", "512"));
        }

        var options = new TaskOptions(
            Word("join", Joins), Word("bos", Boses), [.. said.Where(s => s.Key == "unconditional").Select(s => s.Text)], Number("max-length"), batchTokens);
        return diagnostics.Mark > mark ? null : options;
    }

    private ItemSet? Items(TaskText path, TaskText? sha256) => NamedItems.Read(path, sha256, One("id")?.Text, One("columns"), diagnostics);

    private TaskText? One(string key) => said.FirstOrDefault(s => s.Key == key);

    private T Word<T>(string key, (string Word, T Value)[] words)
    {
        if (One(key) is not { } text)
        {
            return words[0].Value;
        }

        if (words.All(w => w.Word != text.Text))
        {
            diagnostics.Add(Mistakes.NotAWord(text.Whole, text.Text, words.Select(w => w.Word)));
        }

        return words.FirstOrDefault(w => w.Word == text.Text).Value;
    }

    private int? Number(string key)
    {
        if (One(key) is not { } text)
        {
            return null;
        }

        if (int.TryParse(text.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0)
        {
            return number;
        }

        diagnostics.Add(Mistakes.NoFreeNumber(text.Whole, $"number for '{key}'", text.Text, "100"));
        return null;
    }
}
