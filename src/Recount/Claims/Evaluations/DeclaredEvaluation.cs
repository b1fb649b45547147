using System.Collections.Concurrent;
using Recount.Findings;
using Recount.Scoring;
using Recount.Scoring.Formats;
using Recount.Scoring.Grids;
using Recount.Scoring.Items;
using Recount.Scoring.Tasks;
using Recount.Text;

namespace Recount.Claims.Evaluations;

/// <summary>Models, items, and the formats under which the ones are put to the others.</summary>
/// <param name="Tasks">The task in each format of the grid; null where the items were not there.</param>
/// <param name="Join">How context and continuation become tokens: lm-eval, lighteval or pairwise.</param>
/// <param name="MaxLength">Positions that are used; null for all that a model has.</param>
/// <param name="IsLong">It takes so long that it runs only where everything was asked for.</param>
public sealed record DeclaredEvaluation(
    string Name, IReadOnlyList<DeclaredModel> Models, DeclaredItems Items, DeclaredItems? Pool, FormattedTask Task, FormatGrid Grid, IReadOnlyList<FormatTask>? Tasks,
    string Join, int? MaxLength, bool IsLong, Place At)
{
    private readonly ConcurrentDictionary<string, Lazy<Evaluated>> _measured = new(StringComparer.Ordinal);

    /// <summary>Items that are not here, with what gets them; null where all are.</summary>
    public Measurement.Missing? Absent => (Items.Items is null ? Items : Pool is { Items: null } pool ? pool : null) is { } lacks ? lacks.Input!.Absent(lacks.Problem) : null;

    /// <summary>The same under some of its formats only, by their places; the reference is among them.</summary>
    public DeclaredEvaluation Of(IReadOnlyList<int> formats) => new(
        Name, Models, Items, Pool, Task, new([.. formats.Select(f => Grid.Formats[f])], Grid.Reference), Tasks is { } all ? [.. formats.Select(f => all[f])] : null, Join, MaxLength,
        IsLong, At);

    /// <summary>What a model gives; measured once, however many claims ask. Whoever asks second waits for the first.</summary>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public Evaluated By(DeclaredModel model, Effort effort)
    {
        if (effort.Evaluate is not { } evaluate)
        {
            return new Evaluated.Missing("Nothing here runs models", "recount audit");
        }

        var known = _measured.GetOrAdd(model.Name, _ => new(() => evaluate(this, model, effort.Stop)));
        try
        {
            return known.Value;
        }
        catch (OperationCanceledException)
        {
            _measured.TryRemove(new(model.Name, known));
            throw;
        }
    }
}

/// <summary>What came of putting a model to the items. A closed family.</summary>
public abstract record Evaluated
{
    private Evaluated()
    {
    }

    /// <param name="Matrix">The outcome of each item (or question of several items) under each format of the grid.</param>
    /// <param name="Scores">Of a format, by its number in the matrix, all metrics, over single items: computed when asked for, since few claims ask.</param>
    /// <param name="Under">The outcomes of a format, alone, under another normalisation than its own; of choices only.</param>
    /// <param name="Evidence">What it rests on, line by line.</param>
    public sealed record Grid(
        FormatMatrix Matrix, Func<int, CancellationToken, IReadOnlyList<TaskScore>> Scores, Func<int, Normalisation, FormatMatrix> Under, IReadOnlyList<Trap> Traps,
        IReadOnlyList<Step> Evidence) : Evaluated;

    /// <inheritdoc cref="Measurement.Missing"/>
    public sealed record Missing(string What, string Get) : Evaluated;

    /// <inheritdoc cref="Measurement.Broken"/>
    public sealed record Broken(string Reason) : Evaluated;
}
