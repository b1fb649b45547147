using Recount.Findings;
using Recount.Printed;
using Recount.Scoring.Recorded;
using Recount.Text;

namespace Recount.Claims.Recorded;

/// <summary>A results file of another program that a spec declares; or what is missing.</summary>
/// <param name="Run">Null where the file was not there.</param>
/// <param name="Samples">The items of one task, where the spec names their file; else none.</param>
/// <param name="Input">The file, where it is one that must be fetched.</param>
/// <param name="SamplesOf">The task that the name of their file tells; null where it tells none.</param>
/// <param name="Text">What was read; null where it was not there.</param>
/// <param name="Problem">Why there is no run.</param>
/// <param name="Status">How well the file is known, and who vouches for it.</param>
public sealed record DeclaredResults(
    string Name, RecordedRun? Run, IReadOnlyList<RecordedSample> Samples, string? SamplesOf, ExternalInput? Input, SourceText? Text, string? Problem, Status Status, string? Source);
