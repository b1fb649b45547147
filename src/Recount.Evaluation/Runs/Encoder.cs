using Recount.Evaluation.Tokens;
using Recount.Scoring.Items;
using Recount.Scoring.Tasks;

namespace Recount.Evaluation.Runs;

/// <summary>A task with how its prompts become tokens.</summary>
/// <param name="Only">The items that are put to the model, by their places among the task's; null for all of them.</param>
public sealed record LaidOut(BenchmarkTask Task, TaskOptions Options, IReadOnlyList<int>? Only = null)
{
    /// <summary>How many items are put to the model.</summary>
    public int Count => Only?.Count ?? Task.Items.Items.Count;
}

/// <summary>Makes tokens of a task's items, some at a time.</summary>
/// <param name="problems">Sentences about what cannot be scored, each naming its item.</param>
internal sealed class Encoder(LaidOut laidOut, ModelTokenizer tokenizer, int maxLength, int? vocabulary, List<string> problems)
{
    private readonly Rendering _rendering = new(laidOut.Task, problems) { Only = laidOut.Only };
    private readonly PromptEncoding _encoding = new(tokenizer, laidOut.Options, laidOut.Task.Asked, maxLength, vocabulary);
    private readonly Lints _lints = new(tokenizer, laidOut.Options);

    /// <summary>Items of several tasks, those from one on.</summary>
    public static IReadOnlyList<IReadOnlyList<EncodedItem>> Of(IReadOnlyList<Encoder> tasks, int start, int count, List<string> problems, CancellationToken stop) =>
        PromptEncoding.Of([.. tasks.Select(t => (t._encoding, t._rendering.Of(start, count, problems)))], problems, stop);

    /// <summary>Looks at items for traps.</summary>
    public void Look(IReadOnlyList<EncodedItem> items) => _lints.Look(items);

    /// <summary>What was found in the task and in all items that were looked at.</summary>
    public IReadOnlyList<Trap> Traps() => [.. TaskTraps.Of(laidOut.Task), .. _lints.Traps(laidOut.Task)];
}
