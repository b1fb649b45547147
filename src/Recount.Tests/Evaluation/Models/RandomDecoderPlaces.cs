using static Recount.Tests.Evaluation.Models.RandomDecoderGraph;
using DataType = Recount.Evaluation.Graphs.Onnx.TensorProto.Types.DataType;

namespace Recount.Tests.Evaluation.Models;

/// <summary>Where the tokens of a run stand: columns [past, past + sequence) of the attention mask. What they may attend to, and how far each is turned.</summary>
internal sealed class RandomDecoderPlaces
{
    private const string Scope = "/model";

    private readonly RandomDecoderGraph _graph;
    private readonly string _total;
    private readonly string _past;

    public RandomDecoderPlaces(RandomDecoderGraph graph)
    {
        _graph = graph;
        _total = Length("attention_mask");
        _past = graph.Node(Scope, "Sub", [_total, Length("input_ids")]);
    }

    /// <summary>0 where a token attends, the lowest number elsewhere, [batch, 1, sequence, past + sequence]; none if every token attends to all.</summary>
    public string? Mask()
    {
        List<string> allowed = [];
        var fault = _graph.Options.Broken;
        var columns = Range(_graph.WholeScalar(0));
        if (fault is not (RandomDecoderFault.SeesPadding or RandomDecoderFault.SeesAhead))
        {
            var rows = _graph.Node(Scope, "Unsqueeze", [Range(_past), _graph.Whole(-1)]);
            allowed.Add(_graph.Node(Scope, "LessOrEqual", [columns, rows]));
        }

        if (fault is not (RandomDecoderFault.SeesPadding or RandomDecoderFault.IgnoresMask))
        {
            var real = _graph.Node(Scope, "Cast", ["attention_mask"], Attribute("to", (long)DataType.Bool));
            allowed.Add(_graph.Node(Scope, "Unsqueeze", [real, _graph.Whole(1, 2)]));
        }

        if (fault is RandomDecoderFault.ForgetsPast)
        {
            allowed.Add(_graph.Node(Scope, "GreaterOrEqual", [columns, _past]));
        }

        if (allowed.Count == 0)
        {
            return null;
        }

        var all = allowed.Aggregate((a, b) => _graph.Node(Scope, "And", [a, b]));
        var lowest = _graph.Options.Float16 ? -65504 : float.MinValue;
        return _graph.Node(Scope, "Where", [all, _graph.Number(0, _graph.FloatType), _graph.Number(lowest, _graph.FloatType)]);
    }

    /// <summary>Cosine and sine of each token's angles, [batch, 1, sequence, head size].</summary>
    public (string Cos, string Sin) Turns()
    {
        const string scope = "/model/rotary_emb";
        var place = _graph.Node(scope, "Cast", [Positions()], Attribute("to", (long)DataType.Float));
        var apart = _graph.Node(scope, "Unsqueeze", [place, _graph.Whole(-1)]);
        var half = _graph.Options.HeadSize / 2;
        var angles = _graph.Node(scope, "Mul", [apart, _graph.Table("model.rotary_emb.inv_freq", DataType.Float, [half], () => Frequencies(2 * half))]);
        var both = _graph.Node(scope, "Concat", [angles, angles], Attribute("axis", -1));
        return (Turn("Cos"), Turn("Sin"));

        string Turn(string op) => _graph.Node(scope, "Unsqueeze",
            [_graph.Node(scope, "Cast", [_graph.Node(scope, op, [both])], Attribute("to", (long)_graph.FloatType)), _graph.Whole(1)]);
    }

    /// <summary>Angle per position of each pair of a head's components.</summary>
    public static float[] Frequencies(int headSize) => [.. Enumerable.Range(0, headSize / 2).Select(i => (float)Math.Pow(10_000, -2.0 * i / headSize))];

    private string Positions()
    {
        var (fault, own) = (_graph.Options.Broken, "position_ids");
        if (fault == RandomDecoderFault.PositionsOfColumn)
        {
            return _graph.Node(Scope, "Unsqueeze", [Range(_past), _graph.Whole(0)]);
        }

        if (!_graph.Options.HasPositionIds)
        {
            var mask = _graph.Node(Scope, "Cast", ["attention_mask"], Attribute("to", (long)DataType.Int64));
            var all = _graph.Node(Scope, "Sub", [_graph.Node(Scope, "CumSum", [mask, _graph.WholeScalar(1)]), _graph.WholeScalar(1)]);
            own = _graph.Node(Scope, "Slice", [all, _graph.Node(Scope, "Unsqueeze", [_past, _graph.Whole(0)]), _graph.Whole(long.MaxValue), _graph.Whole(1)]);
        }

        if (fault != RandomDecoderFault.PositionsOfRow)
        {
            return own;
        }

        var wide = _graph.Node(Scope, "Cast", [own], Attribute("to", (long)DataType.Int64));
        var batch = _graph.Node(Scope, "Gather", [_graph.Node(Scope, "Shape", ["input_ids"]), _graph.WholeScalar(0)]);
        var rows = _graph.Node(Scope, "Range", [_graph.WholeScalar(1), _graph.Node(Scope, "Add", [batch, _graph.WholeScalar(1)]), _graph.WholeScalar(1)]);
        return _graph.Node(Scope, "Mul", [wide, _graph.Node(Scope, "Unsqueeze", [rows, _graph.Whole(1)])]);
    }

    private string Length(string input) => _graph.Node(Scope, "Gather", [_graph.Node(Scope, "Shape", [input]), _graph.WholeScalar(1)], Attribute("axis", 0));

    private string Range(string from) => _graph.Node(Scope, "Range", [from, _total, _graph.WholeScalar(1)]);
}
