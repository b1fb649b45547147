using Recount.Evaluation.Graphs.Onnx;

namespace Recount.Tests.Evaluation.Models;

/// <summary>
/// The size of a random decoder, and how it is exported. Without any option it is Optimum's export without a cache: input_ids, attention_mask and position_ids in, logits out.
/// </summary>
internal sealed record RandomDecoderOptions
{
    public int Vocabulary { get; init; } = 64;

    /// <summary>Of the hidden state; a multiple of twice the number of heads, of 16 times with <see cref="GroupQuery"/>.</summary>
    public int Width { get; init; } = 64;

    public int Layers { get; init; } = 2;

    public int Heads { get; init; } = 4;

    /// <summary>A divisor of <see cref="Heads"/>.</summary>
    public int KeyValueHeads { get; init; } = 2;

    /// <summary>Longest sequence by the configuration; only the rotary tables of <see cref="GroupQuery"/> know it in the graph.</summary>
    public int MaxLength { get; init; } = 128;

    public int Seed { get; init; } = 1;

    /// <summary>Keys and values of earlier tokens as inputs past_key_values.i.key and .value, with those of all tokens as outputs present.i.key and .value.</summary>
    public bool WithPast { get; init; }

    /// <summary>Of input_ids, attention_mask and position_ids: int64, or int32 as in graphs of onnxruntime-genai's first years.</summary>
    public TensorProto.Types.DataType IdType { get; init; } = TensorProto.Types.DataType.Int64;

    /// <summary>Weights, caches and logits in half precision.</summary>
    public bool Float16 { get; init; }

    /// <summary>As onnxruntime-genai's model builder writes it: com.microsoft's GroupQueryAttention that turns by itself, fused norms, a cache and no position_ids.</summary>
    public bool GroupQuery { get; init; }

    /// <summary>Positions are counted from the attention mask within the graph.</summary>
    public bool WithoutPositionIds { get; init; }

    /// <summary>An input num_logits_to_keep (int64, a scalar): logits of that many last positions only; 0: of all.</summary>
    public bool LogitsToKeep { get; init; }

    /// <summary>A head that was pruned for generation: logits of the last position only.</summary>
    public bool LastOnly { get; init; }

    public bool HeadBias { get; init; }

    /// <summary>c * tanh(logits / c), as Gemma does; 0: none.</summary>
    public float SoftCap { get; init; }

    /// <summary>The head as a Gemm over all positions in a row, between two reshapes.</summary>
    public bool GemmHead { get; init; }

    /// <summary>The head is the transposed embedding.</summary>
    public bool TiedHead { get; init; }

    /// <summary>Weights beside the graph, in FILE_data.</summary>
    public bool ExternalData { get; init; }

    /// <summary>Name of one more input (float [batch_size, sequence_length]) that is added to every hidden state, and that nobody knows.</summary>
    public string? ExtraInput { get; init; }

    /// <summary>As Optimum's decoder_model_merged: everything twice in the branches of an If over the input use_cache_branch (bool [1]).</summary>
    public bool Merged { get; init; }

    public RandomDecoderFault Broken { get; init; }

    public bool HasPast => WithPast || GroupQuery || Merged;

    public bool HasPositionIds => !WithoutPositionIds && !GroupQuery;

    public int HeadSize => Width / Heads;

    /// <summary>Of the feed-forward layers: 8/3 of the width, as Llama's.</summary>
    public int Inner => ((Width * 8 / 3) + 3) / 4 * 4;
}
