using Recount.Evaluation.Tokens;
using Recount.Scoring.Items;
using Recount.Scoring.Tasks;

namespace Recount.Evaluation.Runs;

/// <summary>A task with how its prompts become tokens.</summary>
public sealed record LaidOut(BenchmarkTask Task, TaskOptions Options);

/// <summary>Makes tokens of a task's items, some at a time.</summary>
/// <param name="problems">Sentences about what cannot be scored, each naming its item.</param>
internal sealed class Encoder(LaidOut laidOut, ModelTokenizer tokenizer, int maxLength, int? vocabulary, List<string> problems)
{
    private readonly Rendering _rendering = new(laidOut.Task, problems);
    private readonly PromptEncoding _encoding = new(tokenizer, laidOut.Options, laidOut.Task.Asked, maxLength, vocabulary);
    private readonly Lints _lints = new(tokenizer, laidOut.Options);

    public Asked Asked => laidOut.Task.Asked;

    public TaskOptions Options => laidOut.Options;

    /// <summary>The items from one on.</summary>
    public IReadOnlyList<EncodedItem> Of(int start, int count, CancellationToken stop) => _encoding.Of(_rendering.Of(start, count, problems), problems, stop);

    /// <summary>The same, looked at for traps.</summary>
    public IReadOnlyList<EncodedItem> Look(int start, int count, CancellationToken stop)
    {
        var encoded = Of(start, count, stop);
        _lints.Look(encoded);
        return encoded;
    }

    /// <summary>What was found in the task and in all items that were looked at.</summary>
    public IReadOnlyList<Trap> Traps() => [.. TaskTraps.Of(laidOut.Task), .. _lints.Traps(laidOut.Task)];
}
