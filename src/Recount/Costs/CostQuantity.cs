namespace Recount.Costs;

/// <summary>A quantity of a training run. Its key is its YAML key; with underscores, its name in <see cref="Law"/>s.</summary>
/// <param name="Key">Such as device-hours.</param>
/// <param name="Called">In a sentence: "device-hours", "an MFU".</param>
/// <param name="Meaning">For editors and docs.</param>
/// <param name="IsWhole">It counts whole things: a number written without a declaration of its own is meant as it stands.</param>
public sealed record CostQuantity(string Key, string Called, Dimension Dimension, string Meaning, bool IsWhole = false)
{
    /// <summary>All quantities, in the order of docs and messages.</summary>
    public static IReadOnlyList<CostQuantity> All { get; } =
    [
        new("parameters", "parameters", Dimension.Count, "Parameters that each token meets: of a mixture of experts, the active ones."),
        new("tokens", "tokens", Dimension.Count, "Tokens that were trained on, repeated ones as often as they were."),
        new("flops-per-token", "FLOPs per token", Dimension.Compute, "Training FLOPs for one token; counted as 'count' says where it is not given."),
        new("flops", "model FLOPs", Dimension.Compute, "Model FLOPs of the run: what forward and backward pass need, nothing computed again."),
        new("hardware-flops", "hardware FLOPs", Dimension.Compute, "FLOPs that were carried out, activations computed again among them."),
        new("recomputed", "a share computed again", Dimension.Share, "Share of the forward pass that is computed again for the backward pass; 1 where all activations are.", true),
        new("devices", "devices", Dimension.Count, "Accelerators that ran at once.", true),
        new("duration", "a duration", Dimension.Duration, "Time from beginning to end."),
        new("device-hours", "device-hours", Dimension.DeviceTime, "Accelerators times hours, as they are paid for."),
        new("tokens-per-second", "tokens per second", Dimension.Throughput, "Tokens per second of the whole cluster."),
        new("peak", "a peak", Dimension.Speed, "Peak dense FLOP/s of one accelerator in the run's number format."),
        new("achieved", "FLOP/s per device", Dimension.Speed, "Model FLOP/s that one accelerator achieved."),
        new("mfu", "an MFU", Dimension.Share, "Model FLOPs utilisation: achieved model FLOP/s over the peak (Chowdhery et al. 2204.02311, appendix B)."),
        new("hfu", "an HFU", Dimension.Share, "Hardware FLOPs utilisation: the same with what is computed again."),
        new("power", "a power", Dimension.Power, "Mean power of one accelerator; left out, the rating of the accelerator in the catalog."),
        new("pue", "a PUE", Dimension.Count, "Power usage effectiveness: what the data centre draws over what its computers do. Left out, energy is the accelerators' alone."),
        new("it-energy", "energy of the computers", Dimension.Energy, "Energy of the computers, before what the data centre adds."),
        new("energy", "energy", Dimension.Energy, "Energy of the run."),
        new("carbon-intensity", "a carbon intensity", Dimension.CarbonIntensity, "Carbon dioxide per energy."),
        new("carbon", "carbon dioxide", Dimension.Carbon, "Carbon dioxide of the run."),
        new("price", "a price", Dimension.Price, "Money for one accelerator and hour."),
        new("money", "money", Dimension.Money, "What the device-hours cost."),
        new("layers", "layers", Dimension.Count, "Transformer blocks.", true),
        new("width", "a width", Dimension.Count, "Width of the residual stream, d_model.", true),
        new("heads", "heads", Dimension.Count, "Attention heads.", true),
        new("kv-heads", "key heads", Dimension.Count, "Heads of keys and values, where several query heads share one; else as 'heads'.", true),
        new("key", "a key size", Dimension.Count, "Width of one attention head; else width over heads.", true),
        new("ffw", "a feed-forward width", Dimension.Count, "Width inside the feed-forward layer; else four times the width.", true),
        new("ffw-matrices", "feed-forward matrices", Dimension.Count, "Matrices of the feed-forward layer: 2, or 3 where it is gated; 2 where left out.", true),
        new("vocabulary", "a vocabulary", Dimension.Count, "Words of the tokenizer.", true),
        new("sequence", "a sequence length", Dimension.Count, "Tokens of one training sequence.", true),
    ];

    /// <summary>The quantity of a key, or null.</summary>
    public static CostQuantity? Named(string key) => All.FirstOrDefault(q => q.Key == key);

    /// <summary>Its name in laws, whose names hold no dashes.</summary>
    public string Name => NameOf(Key);

    internal static string NameOf(string key) => key.Replace('-', '_');
}
