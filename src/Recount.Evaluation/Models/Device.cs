using System.Globalization;

namespace Recount.Evaluation.Models;

/// <summary>Where a model runs: <c>auto</c>, <c>cpu</c>, <c>cuda</c> or <c>cuda:1</c>.</summary>
public abstract record Device
{
    private Device()
    {
    }

    /// <summary>Reads a device; null for anything else.</summary>
    public static Device? Parse(string text) => text switch
    {
        "auto" => new Auto(),
        "cpu" => new Cpu(),
        "cuda" => new Cuda(0),
        _ when text.StartsWith("cuda:", StringComparison.Ordinal) && int.TryParse(text[5..], NumberStyles.None, CultureInfo.InvariantCulture, out var index) => new Cuda(index),
        _ => null,
    };

    /// <summary>The first CUDA device where this runtime has one that starts, else the processor.</summary>
    public sealed record Auto : Device
    {
        public override string ToString() => "auto";
    }

    /// <summary>The processor.</summary>
    public sealed record Cpu : Device
    {
        public override string ToString() => "cpu";
    }

    /// <summary>An NVIDIA card.</summary>
    /// <param name="Index">As the driver counts them.</param>
    public sealed record Cuda(int Index) : Device
    {
        public override string ToString() => Index == 0 ? "cuda" : $"cuda:{Index}";
    }
}
