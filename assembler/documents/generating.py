"""From Jinja's syntax tree to Python: Jinja's own code generator, with output as bytes and look-ups as allowed here."""

from __future__ import annotations

from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import EvalContext
from jinja2.runtime import exported

from assembler.documents.assembling import Source
from assembler.documents.language import LOOP_WORDS
from assembler.documents.tags import Tag

_STEPS = ["tick", "begin", "cell", "block", "table", "grid", "drawing", "bookmark_id", "bookmark_name", "number"]
_DATA = "\x02"


class Generator(CodeGenerator):
    """Writes `root(context)`, which appends the document's bytes to `context.run.out`."""

    source: Source

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        self.writeline("from jinja2.runtime import " + ", ".join(sorted(exported)))
        self.writeline(f"name = {self.name!r}")
        self.writeline("def root(context, missing=missing, environment=environment):", extra=1)
        self.indent()
        self._write_tools()
        root = Frame(EvalContext(self.environment, self.name))
        root.symbols.analyze_node(node)
        root.toplevel = root.rootlevel = True
        self.enter_frame(root)
        self.pull_dependencies(node.body)
        self.blockvisit(node.body, root)
        self.leave_frame(root, with_python_scope=True)
        self.outdent()
        self.writeline("blocks = {}", extra=1)
        self.writeline(f"debug_info = {'&'.join(f'{k}={v}' for k, v in self.debug_info)!r}")

    def _write_tools(self) -> None:
        self.writeline("resolve = context.resolve_or_missing")
        self.writeline("undefined = cond_expr_undefined = environment.undefined")
        self.writeline("run = context.run")
        self.writeline("w = run.out.append")
        self.writeline("slow = run.value")
        for step in _STEPS:
            self.writeline(f"{step} = run.{step}")

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:
        for child in node.nodes:
            if isinstance(child, nodes.TemplateData):
                self._write_data(child.data, node)
            else:
                self._write_value(child, frame)

    def _write_data(self, data: str, node: nodes.Node) -> None:
        for piece in data.split(_DATA)[1:]:
            word = piece.partition("\x03")[0]
            if word[0] == "L":
                self.writeline(f"w({word})", node)
            else:
                self.writeline(self.source.steps[int(word[1:])], node)

    def _write_value(self, node: nodes.Expr, frame: Frame) -> None:
        tag = self._tag(node)
        if tag.level or tag.attribute:
            self.writeline("w(slow(", node)
            self.visit(node, frame)
            self.write(f", {tag.number}))")
            return
        self.writeline("v = ", node)
        self.visit(node, frame)
        self.writeline(f"w(v.encode() if v.__class__ is str and not special(v) else slow(v, {tag.number}))", node)

    def _tag(self, node: nodes.Node) -> Tag:
        return self.source.lines[node.lineno - 1]

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        if isinstance(node.node, nodes.Name) and node.node.name == "loop" and node.attr in LOOP_WORDS:
            ref = frame.symbols.ref("loop")
            self.write(f"({ref}.{node.attr} if {ref}.__class__ is LoopContext else look_up({ref}, {node.attr!r}))")
            return
        self.write("look_up(")
        self.visit(node.node, frame)
        self.write(f", {node.attr!r})")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:
        if isinstance(node.arg, nodes.Slice):
            self.visit(node.node, frame)
            self.write("[")
            self.visit(node.arg, frame)
            self.write("]")
            return
        self.write("pick(")
        self.visit(node.node, frame)
        self.write(", ")
        self.visit(node.arg, frame)
        self.write(")")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        if isinstance(node.node, nodes.Getattr):
            self.write("call_method(")
            self.visit(node.node.node, frame)
            self.write(f", {node.node.attr!r}")
        elif isinstance(node.node, nodes.Name):
            self.write(f"environment.globals[{node.node.name!r}](*()")
        self.signature(node, frame)
        self.write(")")

    def visit_CondExpr(self, node: nodes.CondExpr, frame: Frame) -> None:
        """`a if b` without an else says itself that there may be nothing: then it prints nothing."""
        super().visit_CondExpr(nodes.CondExpr(node.test, node.expr1, node.expr2 or nodes.Const("")), frame)

    def visit_Add(self, node: nodes.BinExpr, frame: Frame) -> None:
        self._function("plus", (node.left, node.right), frame)

    def visit_Mul(self, node: nodes.BinExpr, frame: Frame) -> None:
        self._function("times", (node.left, node.right), frame)

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:
        self._function("joined", tuple(node.nodes), frame)

    def visit_Mod(self, node: nodes.BinExpr, frame: Frame) -> None:
        self._function("modulo", (node.left, node.right), frame)

    def _function(self, name: str, children: tuple[nodes.Expr, ...], frame: Frame) -> None:
        self.write(f"{name}(")
        for at, child in enumerate(children):
            self.write(", " if at else "")
            self.visit(child, frame)
        self.write(")")


def generate(tree: nodes.Template, source: Source, environment: Any, name: str) -> str:
    """The Python source for `tree`; loops are wrapped in `_each`, which counts their rounds."""
    for loop in list(tree.find_all(nodes.For)):
        size = nodes.Const(_own_size(loop, source), lineno=loop.lineno)
        loop.iter = nodes.Filter(loop.iter, "_each", [size], [], None, None, lineno=loop.lineno)
    generator = Generator(environment, name, name, optimized=False)
    generator.source = source
    generator.visit(tree)
    return str(generator.stream.getvalue())  # type: ignore[attr-defined]


def _own_size(loop: nodes.For, source: Source) -> int:
    """Bytes of literal text that one round may add, not counting the loops inside it."""
    return sum(_size(node, source) for node in loop.body)


def _size(node: nodes.Node, source: Source) -> int:
    if isinstance(node, nodes.For):
        return 0
    if isinstance(node, nodes.TemplateData):
        words = [piece.partition("\x03")[0] for piece in node.data.split(_DATA)[1:]]
        return sum(len(source.literals[int(word[1:])]) for word in words if word[0] == "L")
    return sum(_size(child, source) for child in node.iter_child_nodes())
