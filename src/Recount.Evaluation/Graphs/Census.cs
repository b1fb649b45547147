using Google.Protobuf.Collections;
using Recount.Evaluation.Graphs.Onnx;

namespace Recount.Evaluation.Graphs;

/// <summary>What a graph is made of, in all its subgraphs and functions.</summary>
/// <param name="Domains">Of its operators, without those that the file defines itself.</param>
/// <param name="External">Tensors whose bytes lie in another file.</param>
internal sealed record Census(IReadOnlySet<string> Domains, IReadOnlyList<TensorProto> External)
{
    /// <summary>Counts, and stops at the first limit.</summary>
    /// <exception cref="ModelRefusedException">There is more of something than allowed.</exception>
    public static Census Of(ModelProto model, ModelLimits limits)
    {
        var counting = new Counting(limits);
        counting.Graph(model.Graph, 1);
        foreach (var function in model.Functions)
        {
            counting.Nodes(function.Node, 1);
            counting.Attributes(function.AttributeProto, 1);
        }

        counting.Domains.ExceptWith(model.Functions.Select(f => f.Domain));
        return new(counting.Domains, counting.External);
    }

    private sealed class Counting(ModelLimits limits)
    {
        private int _nodes;
        private int _tensors;

        public HashSet<string> Domains { get; } = new(StringComparer.Ordinal);

        public List<TensorProto> External { get; } = [];

        public void Graph(GraphProto graph, int depth)
        {
            if (depth > limits.Depth)
            {
                throw new ModelRefusedException($"The graph holds subgraphs {depth} deep; at most {limits.Depth} are read.");
            }

            foreach (var tensor in graph.Initializer.Concat(Parts(graph.SparseInitializer)))
            {
                Tensor(tensor);
            }

            Nodes(graph.Node, depth);
        }

        public void Nodes(RepeatedField<NodeProto> nodes, int depth)
        {
            _nodes += nodes.Count;
            if (_nodes > limits.Nodes)
            {
                throw new ModelRefusedException($"The graph has more than {limits.Nodes:N0} operators.");
            }

            foreach (var node in nodes)
            {
                Domains.Add(node.Domain);
                Attributes(node.Attribute, depth);
            }
        }

        public void Attributes(RepeatedField<AttributeProto> attributes, int depth)
        {
            foreach (var attribute in attributes)
            {
                foreach (var graph in attribute.Graphs.Concat(attribute.G is { } one ? [one] : []))
                {
                    Graph(graph, depth + 1);
                }

                var sparse = attribute.SparseTensors.Concat(attribute.SparseTensor is { } s ? [s] : []);
                foreach (var tensor in attribute.Tensors.Concat(attribute.T is { } t ? [t] : []).Concat(Parts(sparse)))
                {
                    Tensor(tensor);
                }
            }
        }

        private static IEnumerable<TensorProto?> Parts(IEnumerable<SparseTensorProto> sparse) => sparse.SelectMany(s => new[] { s.Values, s.Indices });

        private void Tensor(TensorProto? tensor)
        {
            if (++_tensors > limits.Tensors)
            {
                throw new ModelRefusedException($"The graph has more than {limits.Tensors:N0} tensors.");
            }

            if (tensor is { DataLocation: TensorProto.Types.DataLocation.External })
            {
                External.Add(tensor);
            }
        }
    }
}
