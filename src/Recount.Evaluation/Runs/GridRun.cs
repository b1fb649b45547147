using Recount.Claims.Evaluations;
using Recount.Evaluation.Graphs;
using Recount.Evaluation.Models;
using Recount.Evaluation.Tokens;
using Recount.Findings;
using Recount.Scoring.Formats;
using Recount.Scoring.Grids;
using Recount.Scoring.Items;
using Recount.Scoring.Tasks;
using Recount.Workspace.Inputs;

namespace Recount.Evaluation.Runs;

/// <summary>Puts a model to the items of an evaluation under all formats of its grid. One at a time: each takes the whole machine.</summary>
public sealed class GridRun(InputStore store, Device device, int threads = 0) : IDisposable
{
    private readonly Lock _machine = new();

    // The model of the evaluation before: a spec puts one to several sets of items.
    private (string Folder, ModelTokenizer Tokenizer, LoadedModel Model, RunLog? Log)? _held;

    /// <summary>Told how many items are done, out of how many, of which evaluation by which model.</summary>
    public Action<DeclaredEvaluation, DeclaredModel, int, int>? Done { get; init; }

    /// <summary>What the model gives; what is missing or broken is said, and nothing thrown but that it was stopped.</summary>
    /// <exception cref="OperationCanceledException">The run was stopped; what was measured is in the log.</exception>
    public Evaluated Of(DeclaredEvaluation evaluation, DeclaredModel model, CancellationToken stop)
    {
        if (evaluation.Tasks is not { } formats)
        {
            return new Evaluated.Missing(evaluation.Absent!.What, evaluation.Absent.Get);
        }

        if (new ModelFiles(store).Folder(model, out var missing) is not { } folder)
        {
            return new Evaluated.Missing(missing!.What, missing.Get);
        }

        lock (_machine)
        {
            try
            {
                var (_, tokenizer, loaded, log) = Held(folder, stop);
                return Of(evaluation, formats, loaded, tokenizer, log, (d, o) => Done?.Invoke(evaluation, model, d, o), stop);
            }
            catch (TaskRefusedException e)
            {
                return new Evaluated.Broken(e.Problems[0].TrimEnd('.') + (e.Problems.Count > 1 ? $" (and {e.Problems.Count - 1} more like it)" : ""));
            }
            catch (Exception e) when (e is ModelRefusedException or NotSupportedException or DeviceMissingException or BatchTooLargeException or IOException or FormatException)
            {
                return new Evaluated.Broken(e.Message.TrimEnd('.'));
            }
        }
    }

    /// <summary>Lets go of the model that it holds, and of its log.</summary>
    public void Dispose()
    {
        _held?.Log?.Dispose();
        _held?.Model.Dispose();
        _held = null;
    }

    private (string Folder, ModelTokenizer Tokenizer, LoadedModel Model, RunLog? Log) Held(string folder, CancellationToken stop)
    {
        if (_held is { } held && held.Folder == folder && held.Model.Digest.Changed() is null)
        {
            return held;
        }

        Dispose();
        var (tokenizer, model) = (ModelTokenizer.Read(folder), LoadedModel.Open(folder, device, threads, null, stop));
        var opened = (folder, tokenizer, model, Log(model, tokenizer));
        _held = opened;
        return opened;
    }

    /// <summary>The same for a model that is loaded already.</summary>
    /// <param name="log">Null: nothing is kept.</param>
    /// <param name="warned">Told of the traps before anything runs.</param>
    public static Evaluated.Grid Of(
        DeclaredEvaluation evaluation, IReadOnlyList<FormatTask> formats, LoadedModel model, ModelTokenizer tokenizer, RunLog? log, Action<int, int> done, CancellationToken stop,
        Action<IReadOnlyList<Trap>>? warned = null)
    {
        var run = Run(evaluation, model, tokenizer, log);
        List<LaidOut> tasks = [.. formats.Select(f => Laid(evaluation, f))];
        var results = run.Do(tasks, warned, done, stop);
        var tolerance = model.ElementType == "float16" ? NearTie.Half : NearTie.Single;
        var matrix = GridOutcomes.Of(evaluation.Task, formats, results, tolerance);
        return new(
            matrix, (f, until) => TaskScores.Of(results[f].Items, tasks[f].Options.Unconditional, until),
            (f, by) => GridOutcomes.Of(evaluation.Task, [formats[f] with { By = new ScoredBy.Ranked(by) }], [results[f]], tolerance), [.. results.SelectMany(r => r.Traps)],
            [.. Evidence(evaluation, model, tokenizer, run, tolerance)]);
    }

    internal static TaskRun Run(DeclaredEvaluation evaluation, LoadedModel model, ModelTokenizer tokenizer, RunLog? log) =>
        new(model, tokenizer, new(JoinRule.LmEval, BosPolicy.Auto, [], evaluation.MaxLength), log);

    internal static LaidOut Laid(DeclaredEvaluation evaluation, FormatTask format) => new(format.Task, new(
        Enum.Parse<JoinRule>(evaluation.Join.Replace("-", "", StringComparison.Ordinal), true), Enum.Parse<BosPolicy>(format.Bos, true), format.Unconditional, evaluation.MaxLength));

    private static IEnumerable<Step> Evidence(DeclaredEvaluation evaluation, LoadedModel model, ModelTokenizer tokenizer, TaskRun run, double tolerance)
    {
        yield return new("model", $"sha256 {model.Digest.Sha256[..12]}..., {model.ElementType} on {model.Decoder.Device}, ONNX Runtime {model.Decoder.Runtime}; {run.MaxLength} positions");
        yield return new("tokens", $"sha256 {tokenizer.Sha256[..12]}...; join {evaluation.Join}");
        yield return new("items", $"{evaluation.Items.Name}, {evaluation.Items.Items!.Items.Count}, of sha256 {evaluation.Items.Items.Sha256[..12]}...");
        yield return new("near ties", FormattableString.Invariant(
            $"choices closer than {tolerance} nats may be ranked otherwise on another machine: counts are given from the least to the most"));
    }

    // Another run may hold it: then nothing is kept, and nothing is lost but time.
    private RunLog? Log(LoadedModel model, ModelTokenizer tokenizer)
    {
        try
        {
            return RunLog.OpenIn(store.Cache, model, tokenizer);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
