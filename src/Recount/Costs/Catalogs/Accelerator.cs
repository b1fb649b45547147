using Recount.Printed;

namespace Recount.Costs.Catalogs;

/// <summary>A chip that trains and serves, as its data sheet has it.</summary>
/// <param name="Peaks">Peak dense operations per second by number format, none counted twice for sparsity.</param>
/// <param name="Power">What it is rated at (TDP); null where that is not known.</param>
/// <param name="Memory">Null where it is not known.</param>
/// <param name="Bandwidth">Of its memory; null where it is not known.</param>
public sealed record Accelerator(
    string Name, IReadOnlyDictionary<string, PrintedNumber> Peaks, PrintedNumber? Power, PrintedNumber? Memory, PrintedNumber? Bandwidth)
{
    /// <summary>Number formats that a peak may be given for, with bytes per number.</summary>
    public static IReadOnlyList<(string Word, Quantities.Rational Bytes)> Formats { get; } =
    [
        ("fp32", 4), ("tf32", 4), ("bf16", 2), ("fp16", 2), ("fp8", 1), ("int8", 1), ("fp4", new(1, 2)), ("int4", new(1, 2)),
    ];

    /// <summary>The peak of a format; null: of the 16-bit one.</summary>
    public PrintedNumber? Peak(string? format) => format is null
        ? Peaks.GetValueOrDefault("bf16") ?? Peaks.GetValueOrDefault("fp16")
        : Peaks.GetValueOrDefault(format);
}
