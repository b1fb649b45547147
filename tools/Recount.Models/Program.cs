using System.CommandLine;
using Recount.Evaluation.Graphs.Onnx;
using Recount.Tests.Evaluation.Models;

// A folder with a random decoder: config.json, the graph, and a tokenizer of its vocabulary. "--help" says which options there are.
RandomDecoderOptions small = new();
Argument<DirectoryInfo> folder = new("folder") { Description = "Where the model goes; made if it is not there" };
Option<string> file = new("--file") { Description = "The graph within the folder; onnx/model.onnx as onnx-community has it", DefaultValueFactory = _ => "model.onnx" };
var vocabulary = Number("vocabulary", "Tokens; below 258 there is no tokenizer", 1000);
var width = Number("width", "Of the hidden state; a multiple of twice the heads, of 16 times with --group-query", small.Width);
var layers = Number("layers", "Layers", small.Layers);
var heads = Number("heads", "Heads", small.Heads);
var others = Number("key-value-heads", "Heads of keys and values; 0: as many", 0);
var length = Number("max-length", "Longest sequence", 1024);
var seed = Number("seed", "Of the weights", small.Seed);
var past = Flag("with-past", "Keys and values as inputs past_key_values.* and outputs present.*");
var int32 = Flag("int32", "Ids, mask and positions as int32");
var half = Flag("float16", "Weights, caches and logits in half precision");
var group = Flag("group-query", "GroupQueryAttention, as onnxruntime-genai's model builder writes it");
var merged = Flag("merged", "Both ways in one graph, chosen by use_cache_branch");
var places = Flag("without-position-ids", "Positions counted from the mask");
var keep = Flag("logits-to-keep", "An input num_logits_to_keep");
var last = Flag("last-only", "Logits of the last position only");
var external = Flag("external-data", "Weights beside the graph");
var bias = Flag("head-bias", "A head with a bias");
var gemm = Flag("gemm-head", "The head as a Gemm between two reshapes");
var tied = Flag("tied-head", "The head is the transposed embedding");
Option<float> cap = new("--soft-cap") { Description = "c tanh(logits / c)" };
Option<string?> extra = new("--extra-input") { Description = "Name of an input that nobody knows" };
Option<RandomDecoderFault> broken = new("--broken") { Description = "What is wrong with it" };
RootCommand command = new("Writes a decoder with random weights, and a tokenizer, as a model folder")
{
    folder, file, vocabulary, width, layers, heads, others, length, seed, past, int32, half, group, merged, places, keep, last, external, bias, gemm, tied, cap, extra, broken,
};
command.SetAction(given =>
{
    RandomDecoderOptions options = new()
    {
        Vocabulary = given.GetValue(vocabulary),
        Width = given.GetValue(width),
        Layers = given.GetValue(layers),
        Heads = given.GetValue(heads),
        KeyValueHeads = given.GetValue(others) is > 0 and var some ? some : given.GetValue(heads),
        MaxLength = given.GetValue(length),
        Seed = given.GetValue(seed),
        WithPast = given.GetValue(past),
        IdType = given.GetValue(int32) ? TensorProto.Types.DataType.Int32 : TensorProto.Types.DataType.Int64,
        Float16 = given.GetValue(half),
        GroupQuery = given.GetValue(group),
        Merged = given.GetValue(merged),
        WithoutPositionIds = given.GetValue(places),
        LogitsToKeep = given.GetValue(keep),
        LastOnly = given.GetValue(last),
        ExternalData = given.GetValue(external),
        HeadBias = given.GetValue(bias),
        GemmHead = given.GetValue(gemm),
        TiedHead = given.GetValue(tied),
        SoftCap = given.GetValue(cap),
        ExtraInput = given.GetValue(extra),
        Broken = given.GetValue(broken),
    };
    try
    {
        Console.WriteLine(RandomDecoder.Write(given.GetValue(folder)!.FullName, options, given.GetValue(file)!));
        if (options.Vocabulary >= RandomDecoderTokenizer.Smallest)
        {
            RandomDecoderTokenizer.Write(given.GetValue(folder)!.FullName, options.Vocabulary);
        }

        return 0;
    }
    catch (ArgumentException unfit)
    {
        Console.Error.WriteLine(unfit.Message);
        return 2;
    }
});
return command.Parse(args).Invoke();

static Option<int> Number(string name, string description, int usual) => new($"--{name}") { Description = description, DefaultValueFactory = _ => usual };

static Option<bool> Flag(string name, string description) => new($"--{name}") { Description = description };
