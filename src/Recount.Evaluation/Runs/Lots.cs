using Recount.Evaluation.Tokens;
using Recount.Scoring.Items;
using Recount.Scoring.Tasks;

namespace Recount.Evaluation.Runs;

/// <summary>
/// The items of several tasks in tokens, lot by lot. All are encoded before anything runs, so that what is wrong is known; what that comes to is kept while it is small, and the rest
/// encoded once more when its turn comes: keeping the tokens of a hundred thousand items is not for every machine.
/// </summary>
internal sealed class Lots
{
    // Items that are encoded at once.
    private const int Step = 64;

    // Items of a lot. The more there are, the more prompts are equally long and run together.
    private const int Most = 4096;

    private readonly IReadOnlyList<LaidOut> _tasks;
    private readonly List<Encoder> _encoders;
    private readonly List<IReadOnlyList<IReadOnlyList<EncodedItem>>?> _kept = [];
    private readonly List<string> _problems = [];
    private readonly int _items;
    private readonly Room _room;
    private int _steps = 1;

    public Lots(IReadOnlyList<LaidOut> tasks, ModelTokenizer tokenizer, int maxLength, int? vocabulary, Room? room = null)
    {
        (_tasks, _room) = (tasks, room ?? new());
        _encoders = [.. tasks.Select(t => new Encoder(t, tokenizer, maxLength, vocabulary, _problems))];
        _items = tasks.Max(t => t.Count);
    }

    /// <summary>How many lots there are; known once all items were looked at.</summary>
    public int Count => (_items + (Step * _steps) - 1) / (Step * _steps);

    /// <summary>Sequences and prompts of all tasks together.</summary>
    public int Questions { get; private set; }

    /// <summary>What was found in each task.</summary>
    public List<IReadOnlyList<Trap>> Traps() => _encoders.ConvertAll(e => e.Traps());

    /// <summary>Encodes all items.</summary>
    /// <exception cref="TaskRefusedException">Items cannot be put to this model: all that is wrong is named.</exception>
    public void Look(CancellationToken stop)
    {
        var bytes = 0L;
        for (var start = 0; start < _items && _problems.Count < Rendering.Most; start += Step)
        {
            var encoded = Encoder.Of(_encoders, start, Step, _problems, stop);
            for (var t = 0; t < encoded.Count; t++)
            {
                _encoders[t].Look(encoded[t]);
                Questions += encoded[t].Sum(i => i.Prompt is null ? i.All.Count() : 1);
            }

            var lean = Lean(encoded);
            bytes += lean.Sum(t => t.Sum(i => i.Bytes));
            if (bytes <= _room.Kept)
            {
                _kept.Add(lean);
            }
        }

        if (_problems.Count > 0)
        {
            throw new TaskRefusedException([.. _problems.Distinct()]);
        }

        _steps = (int)Math.Clamp(_room.Lot * _items / Math.Max(1, bytes) / Step, 1, Most / Step);
    }

    /// <summary>The items of a lot, by task. Each lot is asked for once.</summary>
    public IReadOnlyList<IReadOnlyList<EncodedItem>> Of(int lot, CancellationToken stop)
    {
        var all = _tasks.Select(_ => new List<EncodedItem>()).ToList();
        for (var step = lot * _steps; step < (lot + 1) * _steps && step * Step < _items; step++)
        {
            var encoded = step < _kept.Count ? _kept[step]! : Lean(Encoder.Of(_encoders, step * Step, Step, _problems, stop));
            for (var t = 0; t < encoded.Count; t++)
            {
                all[t].AddRange(encoded[t]);
            }

            if (step < _kept.Count)
            {
                _kept[step] = null;
            }
        }

        return all;
    }

    // What only the first look needs goes, and of several tasks the prompts that no answer is shown with.
    private List<IReadOnlyList<EncodedItem>> Lean(IReadOnlyList<IReadOnlyList<EncodedItem>> encoded) =>
        [.. encoded.Select(t => (IReadOnlyList<EncodedItem>)[.. t.Select(i => i with { Pairs = [], Item = _tasks.Count > 1 && i.Prompt is null ? i.Item with { Pairs = [] } : i.Item })])];
}

/// <summary>Bytes of tokens and texts that are held at once.</summary>
/// <param name="Kept">Of the first look.</param>
/// <param name="Lot">Of a lot, roughly; two are held at a time.</param>
internal sealed record Room(long Kept = 2 * Room.Usual, long Lot = Room.Usual)
{
    public const long Usual = 32 << 20;
}
