using Recount.Evaluation.Graphs.Onnx;

namespace Recount.Tests.Evaluation.Models;

/// <summary>Each way in which a decoder is written, once, and some together.</summary>
internal static class RandomDecoderVariants
{
    private static readonly RandomDecoderOptions WithPast = new() { WithPast = true };

    private static readonly RandomDecoderOptions GroupQuery = new() { GroupQuery = true };

    public static IReadOnlyDictionary<string, RandomDecoderOptions> All { get; } = new Dictionary<string, RandomDecoderOptions>
    {
        ["plain"] = new(),
        ["with past"] = WithPast,
        ["one head for each"] = WithPast with { KeyValueHeads = 4 },
        ["int32"] = WithPast with { IdType = TensorProto.Types.DataType.Int32 },
        ["half precision"] = WithPast with { Float16 = true },
        ["without position ids"] = new() { WithoutPositionIds = true },
        ["with past, without position ids"] = WithPast with { WithoutPositionIds = true },
        ["int32 without position ids"] = WithPast with { WithoutPositionIds = true, IdType = TensorProto.Types.DataType.Int32 },
        ["logits to keep"] = WithPast with { LogitsToKeep = true },
        ["last only"] = WithPast with { LastOnly = true },
        ["head with bias"] = new() { HeadBias = true },
        ["soft cap"] = WithPast with { SoftCap = 5 },
        ["Gemm"] = new() { GemmHead = true },
        ["Gemm with all there is"] = WithPast with { GemmHead = true, HeadBias = true, TiedHead = true, SoftCap = 5 },
        ["tied"] = WithPast with { TiedHead = true },
        ["external data"] = WithPast with { ExternalData = true },
        ["extra input"] = new() { ExtraInput = "pixel_values" },
        ["merged"] = new() { Merged = true },
        ["merged in half precision, external"] = new() { Merged = true, Float16 = true, ExternalData = true },
        ["group query"] = GroupQuery,
        ["group query, int32"] = GroupQuery with { IdType = TensorProto.Types.DataType.Int32 },
        ["group query in half precision"] = GroupQuery with { Float16 = true },
        ["group query, Gemm, last only"] = GroupQuery with { GemmHead = true, LastOnly = true },
    };
}
