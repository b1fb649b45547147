using Recount.Quantities;

namespace Recount.Costs;

/// <summary>A quantity of a training run. Its key is its YAML key; with underscores, its name in <see cref="Law"/>s.</summary>
/// <param name="Key">Such as device-hours.</param>
/// <param name="Called">In a sentence: "device-hours", "an MFU".</param>
/// <param name="Meaning">For editors and docs.</param>
/// <param name="IsWhole">It counts whole things: plain digits are meant as they stand.</param>
public sealed record CostQuantity(string Key, string Called, Dimension Dimension, string Meaning, bool IsWhole = false)
{
    /// <summary>Why a number cannot be this quantity; null where it can. Nothing here is below zero, and hardly anything is zero.</summary>
    /// <param name="low">The least that it can be, in base units.</param>
    /// <param name="high">The most; null for no bound.</param>
    public string? Refuses(Rational low, Rational? high) =>
        low.Sign < 0 || (low.Sign == 0 && Key is not ("recomputed" or "carbon-intensity" or "carbon")) ? $"{Called} of nought or less cannot be"
        : Dimension == Dimension.Share && Key != "break-even-load" && high > Rational.One ? $"{Called} above 100 % cannot be"
        : Key == "pue" && low < Rational.One ? $"{Called} below 1 cannot be"
        : null;

    /// <summary>Quantities of a training run, in the order of docs and messages.</summary>
    public static IReadOnlyList<CostQuantity> Training { get; } =
    [
        new("parameters", "parameters", Dimension.Count, "Parameters that each token meets: of a mixture of experts, the active ones."),
        new("tokens", "tokens", Dimension.Count, "Tokens that were trained on, repeated ones as often as they were."),
        new("flops-per-token", "FLOPs per token", Dimension.Compute, "Training FLOPs for one token; counted as 'count' says where it is not given."),
        new("flops", "model FLOPs", Dimension.Compute, "Model FLOPs of the run: what forward and backward pass need, nothing computed again."),
        new("hardware-flops", "hardware FLOPs", Dimension.Compute, "FLOPs that were carried out, activations computed again among them."),
        new("hardware-flops-per-token", "hardware FLOPs per token", Dimension.Compute, "FLOPs carried out for one token, activations computed again among them."),
        new("recomputed", "a share computed again", Dimension.Share, "Share of the forward pass that is computed again for the backward pass; 1 where all activations are."),
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

    /// <summary>What serving has beside them.</summary>
    public static IReadOnlyList<CostQuantity> Serving { get; } =
    [
        new("total-parameters", "all parameters", Dimension.Count, "Parameters that are held in memory: of a mixture of experts, all of them; else 'parameters'."),
        new("weight-bytes", "bytes per parameter", Dimension.Count, "Bytes of one parameter: 2 for 16 bits."),
        new("weights", "the weights' memory", Dimension.Memory, "Memory of all weights."),
        new("kv-bytes", "bytes per key", Dimension.Count, "Bytes of one number of a key or value: 2 for 16 bits."),
        new("kv-per-token", "memory per token", Dimension.Memory, "Memory of the keys and values of one token, in all layers."),
        new("memory", "memory", Dimension.Memory, "Memory of one accelerator; left out, the catalog's."),
        new("usable", "a usable share of memory", Dimension.Share, "Share of the memory that weights, keys and values may take."),
        new("bandwidth", "a bandwidth", Dimension.Bandwidth, "Memory bandwidth of one accelerator; left out, the catalog's."),
        new("mbu", "an MBU", Dimension.Share, "Memory bandwidth utilisation: the share of the bandwidth that is reached."),
        new("prompt", "prompt tokens", Dimension.Count, "Tokens of one prompt.", true),
        new("output", "output tokens", Dimension.Count, "Tokens of one answer.", true),
        new("context", "a context", Dimension.Count, "Tokens that a step sees, as a mean over the answer."),
        new("batch", "a batch", Dimension.Count, "Sequences that are decoded together.", true),
        new("prefill-time", "a prefill time", Dimension.Latency, "Time to read one prompt."),
        new("memory-time", "a memory time", Dimension.Latency, "Time in which a step's bytes can be read."),
        new("arithmetic-time", "an arithmetic time", Dimension.Latency, "Time in which a step's FLOPs can be done."),
        new("step-time", "a step time", Dimension.Latency, "Time of one step of decoding: the longer of both."),
        new("request-time", "a request time", Dimension.Latency, "Time that one request takes a replica, its share of each batch."),
        new("capacity", "a capacity", Dimension.Rate, "Requests per second that one replica can serve."),
        new("output-speed", "output tokens per second", Dimension.Throughput, "Output tokens per second of one replica, prefill included."),
        new("memory-needed", "memory needed", Dimension.Memory, "Weights, and keys and values of a whole batch."),
        new("running", "a running batch", Dimension.Count, "Sequences that are decoded together: the batch, or as many as the memory holds."),
        new("largest-batch", "a largest batch", Dimension.Count, "Sequences whose keys and values the memory holds beside the weights."),
        new("load", "a load", Dimension.Share, "Share of a replica's capacity that is used, over all that is paid for."),
        new("request-rate", "a request rate", Dimension.Rate, "Requests per second, as a mean over the year."),
        new("busy", "replicas", Dimension.Count, "Replicas that are paid for, not rounded up."),
        new("cost-per-request", "money per request", Dimension.Money, "Money for one request."),
        new("cost-per-million-tokens", "money per million tokens", Dimension.Money, "Money for a million tokens, those of prompts among them."),
        new("cost-per-million-output-tokens", "money per million output tokens", Dimension.Money, "Money for a million tokens of answers, prompts paid with them."),
        new("yearly-cost", "money per year", Dimension.Money, "Money for a year of requests."),
        new("price-in", "a price per million input tokens", Dimension.Money, "What somebody else asks for a million tokens of prompts."),
        new("price-out", "a price per million output tokens", Dimension.Money, "What somebody else asks for a million tokens of answers."),
        new("api-cost-per-request", "their money per request", Dimension.Money, "What somebody else asks for one request."),
        new("yearly-api-cost", "their money per year", Dimension.Money, "What somebody else asks for a year of requests."),
        new("break-even-rate", "a break-even rate", Dimension.Rate, "Requests per second from which one replica, paid for all the time, costs less than somebody else asks."),
        new("break-even-load", "a break-even load", Dimension.Share, "The same as a share of the replica's capacity: above 100 %, there is none."),
    ];

    /// <summary>All quantities.</summary>
    public static IReadOnlyList<CostQuantity> All { get; } = [.. Training, .. Serving];

    /// <summary>The quantity of a key, or null.</summary>
    public static CostQuantity? Named(string key) => All.FirstOrDefault(q => q.Key == key);

    /// <summary>Its name in laws, whose names hold no dashes.</summary>
    public string Name => NameOf(Key);

    internal static string NameOf(string key) => key.Replace('-', '_');
}
